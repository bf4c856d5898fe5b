// Draws the icons from public/icons/mark.svg, after that was changed: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const { chromium } = createRequire(join(root, 'end2end/package.json'))('playwright-core')
const folder = join(root, 'public/icons')
const rounded = readFileSync(join(folder, 'mark.svg'), 'utf8')
// Where the system cuts the shape itself, the colour goes to the edge.
const square = rounded.replace(/ rx="\d+"/, '')

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()

async function draw(svg, size) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`)
  return page.screenshot({ omitBackground: true })
}

/** An .ico file that holds one PNG of 32 pixels. */
function ico(png) {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.writeUInt8(32, 6)
  head.writeUInt8(32, 7)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}

writeFileSync(join(folder, 'icon-192.png'), await draw(rounded, 192))
writeFileSync(join(folder, 'icon-512.png'), await draw(rounded, 512))
writeFileSync(join(folder, 'icon-maskable-512.png'), await draw(square, 512))
writeFileSync(join(folder, 'apple-touch-icon.png'), await draw(square, 180))
writeFileSync(join(root, 'public/favicon.ico'), ico(await draw(rounded, 32)))
writeFileSync(join(root, 'public/favicon.svg'), rounded)
await browser.close()
