import { axe, expect, test } from '../support/test'

declare global {
  interface Window {
    /** What has moved by itself, as the browser counts it. */
    jumps: PerformanceEntry[]
  }
}

const open = ['/', '/directory', '/directory?text=nobody+at+all', '/travel', '/travel?to=FR', '/travel?to=elsewhere', '/paying', '/receipts', '/help', '/register', '/register/code', '/sign-on', '/sign-on/code', '/staff/sign-on', '/staff/enrol', '/offline', '/components']
const personal = ['/appointments', '/account', '/account/record-access', '/account/download', '/account/close', '/account/second-step', '/account/passkeys']

for (const path of open) {
  test(`${path} has one heading, a name and no barrier @es @nojs`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page).toHaveTitle(/.+/)
    await axe(page)
  })
}

for (const path of personal) {
  test(`${path} has one heading, a name and no barrier once signed on`, async ({ page, signOn }) => {
    await signOn(page)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await axe(page)
  })
}

test('Member Services stands on every page (B2)', async ({ page }) => {
  for (const path of open) {
    await page.goto(path)
    await expect(page.getByRole('link', { name: /1-888-901-4636/ }).first()).toBeVisible()
  }
})

for (const size of ['100%', '200%']) {
  test(`nothing is wider than a screen of 320 pixels with letters of ${size} @es`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    for (const path of open) {
      await page.goto(path)
      const wide = await page.evaluate((size) => {
        document.documentElement.style.fontSize = size
        return document.documentElement.scrollWidth
      }, size)
      expect(wide, path).toBeLessThanOrEqual(320)
    }
  })
}

for (const [from, to] of [['/', '/directory'], ['/travel', '/directory'], ['/help', '/travel']] as const) {
  test(`nothing jumps from ${from} to ${to}`, async ({ page }) => {
    await page.addInitScript(() => {
      const note = (list: PerformanceObserverEntryList) => window.jumps.push(...list.getEntries())
      window.jumps = []
      new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(from, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    // By script: what moves within half a second of a touch is not counted.
    await page.locator(`a[href="${to}"]`).first().evaluate((link: HTMLElement) => link.click())
    await expect(page).toHaveURL(to)
    await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy')
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(page.locator('body')).toHaveAttribute('data-same-page')
    expect(await page.evaluate(() => window.jumps)).toEqual([])
  })
}

test('an address that does not exist says what can be done @nojs', async ({ page }) => {
  const answer = await page.request.get('/no-such-page')
  expect(answer.status()).toBe(404)
  const other = await page.request.get('/clinicians/no-such-clinician')
  expect(other.status()).toBe(404)
})

test('a page in the other language after one tap, with all that was asked for @nojs', async ({ page }) => {
  for (const address of ['/help', '/directory?text=eye+doctor&language=es', '/travel?destination=FR']) {
    await page.context().clearCookies()
    await page.goto(address)
    const asked = new URL(page.url()).searchParams
    await page.getByRole('button', { name: 'Español' }).first().click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'es')
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual(Object.fromEntries(asked))
    expect(new URL(page.url()).pathname).toBe(address.split('?')[0])
  }
  await axe(page)
})
