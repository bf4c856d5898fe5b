import type { Page } from '@playwright/test'
import { chooseTime, freeRole, visit } from '../support/booking'
import { enrol, invite } from '../support/staff'
import { axe, expect, test } from '../support/test'
import { words } from '../support/words'

/** What the server would say when so many seconds are left. Its own clock does not wait for a test. */
async function saysLeft(page: Page, seconds: () => number): Promise<void> {
  await page.route('**/api/session_left*', (route) => route.fulfill({ json: { seconds: seconds(), extends: true } }))
}

/** Waits until the page watches over the session. */
async function watched(page: Page, path: string): Promise<void> {
  const asked = page.waitForResponse(/\/api\/session_left/)
  await page.goto(path)
  await (await asked).finished()
}

test('is warned before the end, and stays with one key @es', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale).session
  await signOn(page, member)
  let seconds = 1800
  await saysLeft(page, () => seconds)
  await page.clock.install()
  await watched(page, '/account')
  const link = page.getByRole('main').getByRole('link').first()
  await link.focus()
  seconds = 120
  await page.clock.fastForward('28:00')
  const dialog = page.getByRole('alertdialog', { name: w.title })
  await expect(dialog).toBeVisible()
  await expect(dialog).toContainText(/2:00|1:5\d/)
  await expect(page.getByRole('button', { name: w.stay })).toBeFocused()
  await expect(dialog.getByRole('status')).toHaveText(w.minutes ?? '')
  await page.clock.runFor(3_000)
  await expect(dialog).toContainText(/1:5\d/)
  await axe(page)
  seconds = 1800
  const told = page.waitForRequest(/\/api\/stay_signed_on/)
  await page.keyboard.press('Enter')
  expect((await told).method()).toBe('POST')
  await expect(dialog).toBeHidden()
  await expect(link).toBeFocused()
})

test('stays in all windows when one is used', async ({ page, context, signOn, own: [member] }) => {
  const w = words('en').session
  await signOn(page, member)
  await page.clock.install()
  let seconds = 1800
  await saysLeft(page, () => seconds)
  await watched(page, '/appointments')
  seconds = 120
  await page.clock.fastForward('28:00')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  const other = await context.newPage()
  await other.goto('/account')
  await expect(other.getByText(member.email)).toBeVisible()
  await page.unroute('**/api/session_left*')
  await page.clock.runFor(15_000)
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(page.getByRole('button', { name: w.stay })).toHaveCount(0)
})

test('somebody of an office is warned too, stays with one key, and is led back once it has ended', async ({ page }) => {
  const w = words('en')
  const role = await freeRole(page)
  const times = await page.request.get('/api/free_times', { params: { role, visit_type: visit.id } })
  const { listing } = (await times.json()) as { listing: { location: { id: string } } }
  await page.goto('/staff/enrol')
  await enrol(page, w, invite(listing.location.id, 'desk').invitation)
  await page.getByRole('button', { name: w.staff.enrol_finish }).click()
  await expect(page).toHaveURL('/staff')
  let seconds = 900
  await saysLeft(page, () => seconds)
  await page.clock.install()
  await watched(page, '/staff')
  seconds = 120
  await page.clock.fastForward('13:00')
  const dialog = page.getByRole('alertdialog', { name: w.session.title })
  await expect(dialog).toBeVisible()
  await axe(page)
  seconds = 900
  const told = page.waitForRequest(/\/api\/stay_signed_on/)
  await page.keyboard.press('Enter')
  expect((await told).postData()).toBe('at_office=true')
  await expect(dialog).toBeHidden()
  await page.unroute('**/api/session_left*')
  await page.request.post('/api/staff_sign_off', { maxRedirects: 0 })
  await page.clock.fastForward('13:00')
  await expect(page).toHaveURL('/staff/sign-on?next=%2Fstaff')
})

test('who was signed off elsewhere sees nothing personal any more, and is told why @es', async ({ page, openBrowser, signOn, own: [member], locale }) => {
  const w = words(locale)
  await signOn(page, member)
  await page.clock.install()
  await watched(page, '/account')
  await expect(page.getByText(member.email)).toBeVisible()
  const elsewhere = await openBrowser()
  await signOn(elsewhere, member)
  const ended = await elsewhere.request.post('/api/end_other_sessions', { maxRedirects: 0 })
  expect(ended.status()).toBeLessThan(400)
  await page.clock.fastForward('28:00')
  await expect(page).toHaveURL('/sign-on?next=%2Faccount')
  await expect(page.getByText(w.session.ended_elsewhere ?? '')).toBeVisible()
  expect(await page.content()).not.toContain(member.email)
  await axe(page)
  await signOn(page, member)
  await expect(page).toHaveURL('/account')
  await expect(page.getByText(w.session.ended_elsewhere ?? '')).toHaveCount(0)
})

test('what was typed is kept before the end, and is there after signing on again', async ({ page, openBrowser, signOn, own: [member] }) => {
  const w = words('en')
  const reason = 'the left knee, since Monday'
  await signOn(page, member)
  let seconds = 1800
  await saysLeft(page, () => seconds)
  await page.clock.install()
  await chooseTime(page, w, await freeRole(page))
  await page.getByRole('button', { name: w.book.go_on }).click()
  await page.getByLabel(w.book.reason).fill(reason)
  seconds = 120
  const kept = page.waitForResponse(/\/api\/keep_draft/)
  await page.clock.fastForward('28:00')
  expect((await kept).status()).toBe(200)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  const elsewhere = await openBrowser()
  await signOn(elsewhere, member)
  await elsewhere.request.post('/api/end_other_sessions', { maxRedirects: 0 })
  await page.unroute('**/api/session_left*')
  await page.clock.fastForward('02:30')
  await expect(page).toHaveURL(/\/sign-on\?next=%2Fbook%2F/)
  expect(page.url()).not.toContain('knee')
  await signOn(page, member)
  await expect(page.getByRole('heading', { level: 1, name: w.book.details_title })).toBeVisible()
  await expect(page.getByLabel(w.book.reason)).toHaveValue(reason)
})

test('without scripts a form says how much time there is, and the server decides @nojs', async ({ page, openBrowser, signOn, own: [member], javaScriptEnabled }) => {
  const w = words('en')
  await signOn(page, member)
  const role = await freeRole(page)
  await chooseTime(page, w, role)
  await page.getByRole('button', { name: w.book.go_on }).click()
  const hint = page.locator('noscript.hint')
  await (javaScriptEnabled === false ? expect(hint).toBeVisible() : expect(hint).toBeHidden())
  expect(await hint.textContent()).toContain('30')
  const elsewhere = await openBrowser()
  await signOn(elsewhere, member)
  await elsewhere.request.post('/api/end_other_sessions', { maxRedirects: 0 })
  await page.goto('/account')
  await expect(page.getByText(w.session.ended_elsewhere ?? '')).toBeVisible()
  await expect(page.locator('meta[http-equiv="refresh" i]')).toHaveCount(0)
})

test('a shared computer is said with a box, and keeps nothing when it is closed @nojs', async ({ page, own: [member] }) => {
  const w = words('en')
  await page.goto('/sign-on')
  await page.getByLabel(w.session.shared).check()
  await page.getByLabel(w.sign_on.number).fill(member.number)
  await page.getByLabel(w.sign_on.password, { exact: true }).fill(member.password)
  await page.getByRole('main').getByRole('button', { name: w.sign_on.button, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await page.getByRole('button', { name: 'Español' }).first().click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  const kept = (await page.context().cookies()).filter(({ expires }) => expires !== -1)
  expect(kept.map(({ name }) => name)).toEqual([])
  await page.getByRole('banner').getByRole('button', { name: words('es').common.sign_off }).click()
  expect(await page.context().cookies()).toEqual([])
})
