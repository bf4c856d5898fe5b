import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, type ConsoleMessage, type Page, expect, test as base } from '@playwright/test'
import { type Credentials, type Member, members, register, signOn } from './members'
import { variable } from './variable'

export { expect, members }
export { browserOptions } from './browser'
export { code, mailsTo } from './outbox'

interface Options {
  /** Console errors that a test provokes on purpose, for example the line of a 404. */
  allowedErrors: RegExp[]
}

interface Fixtures {
  /** Watches the console of every page of the test; complaints fail it. */
  complaints: string[]
  /** A page in a browser of its own: another member, or the same one elsewhere. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>
  /** Two members who have registered and whom no other test uses. */
  own: [Member, Member]
  /** Signs on, the demonstration's member where nobody else is named. */
  signOn: (page: Page, member?: Credentials) => Promise<void>
}

/** Playwright's `test` against the server of server.ts; a complaint of the browser fails it. */
export const test = base.extend<Fixtures & Options>({
  allowedErrors: [[], { option: true }],

  // Playwright wants the first argument destructured, empty or not.
  baseURL: async ({}, use) => use(variable('BOOKWELL_URL')),

  complaints: [
    async ({ context, allowedErrors }, use) => {
      const complaints: string[] = []
      watch(context, complaints)
      await use(complaints)
      const unexpected = complaints.filter((text) => !allowedErrors.some((allowed) => allowed.test(text)))
      if (unexpected.length > 0) throw new Error(`the browser complained:\n${unexpected.join('\n')}`)
    },
    { auto: true },
  ],

  openBrowser: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      watch(context, complaints)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },

  own: async ({ playwright, baseURL }, use) => {
    const own: [Member, Member] = [members.unregistered(), members.unregistered()]
    const registered = own.map(async (member) => {
      const request = await playwright.request.newContext({ baseURL })
      await register(request, member)
      await request.dispose()
    })
    await Promise.all(registered)
    await use(own)
  },

  signOn: async ({}, use) => use(signOn),
})

/** Expects no barrier on the page, of any of axe's rules. axe itself is a script of the page: where
 * none run, the other projects look at the same markup. There are no frames to look into, and of what
 * is right nobody reads a list: without both it takes a third of the time. */
export async function axe(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze()
  const barriers = violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`))
  expect(barriers, page.url()).toEqual([])
}

/** Waits until the page answers by itself: what is pressed before is a request of the browser's. */
export async function live(page: Page): Promise<void> {
  await page.locator('html[data-live]').waitFor({ state: 'attached' })
}

function watch(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (isComplaint(message)) complaints.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error()}`))
}

/** Errors, and warnings that hydration did not find the markup which the server sent. */
function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === 'error' || (message.type() === 'warning' && /hydrat|leptos|tachys/i.test(message.text()))
}
