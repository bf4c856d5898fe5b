import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { variable } from './variable'

/** The one-time code in the newest mail to `address` that has one; waits for it. */
export async function code(address: string): Promise<string> {
  let found: string | undefined
  await expect(() => {
    found = mailsTo(address).flatMap((text) => text.match(/\b\d{6}\b/) ?? [])[0]
    expect(found, `a mail with a code to ${address}`).toBeDefined()
  }).toPass({ intervals: [50], timeout: 10_000 })
  return found ?? ''
}

/** Texts of the mails to `address`, the newest first. */
export function mailsTo(address: string): string[] {
  const outbox = variable('BOOKWELL_OUTBOX')
  return readdirSync(outbox)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => join(outbox, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
    .map((path) => parse(readFileSync(path, 'utf8')))
    .filter(({ header }) => header('to').includes(address))
    .map(text)
}

interface Part {
  /** The value of a header, unfolded; empty when there is none. */
  header: (name: string) => string
  body: string
}

function parse(raw: string): Part {
  const end = raw.search(/\r?\n\r?\n/)
  const head = raw.slice(0, end).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const header = (name: string) =>
    head.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? ''
  return { header, body: raw.slice(end).trimStart() }
}

/** What a person reads of a mail or of one of its parts. */
function text({ header, body }: Part): string {
  const boundary = header('content-type').match(/boundary="?([^";]+)/)?.[1]
  if (boundary !== undefined) {
    return body.split(`--${boundary}`).slice(1, -1).map((part) => text(parse(part.trimStart()))).join('\n')
  }
  switch (header('content-transfer-encoding').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return unquoted(body)
    default:
      return body
  }
}

function unquoted(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
