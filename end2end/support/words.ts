import { readFileSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

const locales = resolve(import.meta.dirname, '../../app/locales')

/** The sentences of the pages by file and name, in the language of a browser's locale. */
export type Words = Record<string, Record<string, string>>

/** What a member reads whose browser has this locale. */
export function words(locale: string | undefined): Words {
  const folder = join(locales, locale?.startsWith('es') ? 'es' : 'en')
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
    ]),
  )
}

/** A sentence whose gaps can hold anything. */
export function sentence(text: string): RegExp {
  const parts = text.split(/\{\{\s*\w+\s*\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('.+'))
}
