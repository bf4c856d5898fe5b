import { existsSync } from 'node:fs'

const debianChromium = '/usr/bin/chromium'

// A container's root user needs the first; the others keep Chromium from calling out.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How the browser is launched: Debian's Chromium where it is installed, else Playwright's own. */
export const browserOptions = existsSync(debianChromium) ? { args, executablePath: debianChromium } : { args }
