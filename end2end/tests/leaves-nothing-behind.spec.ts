import type { Page } from '@playwright/test'
import { haveAppointment } from '../support/booking'
import { expect, test } from '../support/test'
import { words } from '../support/words'

const reason = 'a canary that sings at night'

/** All that a site can keep in a browser and scripts can read, as text. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify(store))
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name ?? ''}`)
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = (await Promise.all(caches.map(async (cache) => cache.keys()))).flat()
    const files = requests.map(async (request) => {
      const file = await window.caches.match(request)
      return `${request.url}\n${(await file?.text()) ?? ''}`
    })
    return [...stores, ...databases, document.cookie, ...(await Promise.all(files))].join('\n')
  })
}

test('leaves nothing of a member in the browser, signed on or off, and Back shows nothing', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale)
  const personal = [member.number, member.family, member.email, reason]
  const nothingPersonal = async (text: string) => expect(personal.filter((part) => text.includes(part))).toEqual([])
  await signOn(page, member)
  const { address } = await haveAppointment(page, w, reason)
  await page.goto('/account')
  await expect(page.getByText(member.email)).toBeVisible()
  await page.evaluate(async () => navigator.serviceWorker.ready)
  await expect.poll(async () => kept(page)).toContain('/offline')
  await nothingPersonal(await kept(page))

  await page.getByRole('main').getByRole('button', { name: 'Sign off', exact: true }).click()
  await expect(page).toHaveURL('/')
  const cookies = await page.context().cookies()
  // By it alone a device is known again: a number by chance, which opens nothing.
  expect(cookies.map(({ name }) => name).filter((name) => name.startsWith('bookwell'))).toEqual(['bookwell-device'])
  await nothingPersonal(await kept(page))
  expect(await kept(page), 'the emergency card stays').toContain('/offline')

  for (const _ of ['account', 'appointment', 'form']) {
    await page.goBack()
    await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await nothingPersonal(await page.content())
  }
  await page.goto(address)
  await nothingPersonal(await page.content())
})

test('a script that came into a page by mistake does not run', async ({ page, allowedErrors }) => {
  allowedErrors.push(/Content Security Policy|Trusted(HTML|Script)/)
  await page.goto('/')
  const ran = await page.evaluate(async () => {
    const outcomes: string[] = []
    const attempt = (what: string, run: () => void) => {
      try {
        run()
      } catch {
        outcomes.push(what)
      }
    }
    attempt('markup', () => (document.body.innerHTML = '<img src=x onerror="document.title=\'run\'">'))
    const script = document.createElement('script')
    attempt('text', () => (script.text = 'document.title="run"'))
    const other = document.createElement('script')
    other.append('document.title="run"')
    document.body.append(other)
    await new Promise((done) => setTimeout(done, 200))
    return { outcomes, title: document.title }
  })
  expect(ran.outcomes).toEqual(['markup', 'text'])
  expect(ran.title).not.toBe('run')
})
