import { book, chooseTime, freeRole, typeDetails, visitName } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

test('answers one question a page and has an appointment @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const role = await freeRole(page)
  await chooseTime(page, w, role)
  await axe(page)
  await typeDetails(page, w, 'A cough\nthat does not go away')
  await axe(page)
  const summary = page.getByRole('main')
  await expect(summary.getByText('that does not go away')).toBeVisible()
  await expect(summary.getByText(await visitName(page))).toBeVisible()
  await expect(summary.getByText(sentence(w.book.copay_when))).toBeVisible()
  await expect(summary.getByText(w.book.no_cash)).toBeVisible()
  await expect(summary.getByText(sentence(w.book.rule_hours))).toBeVisible()
  await expect(summary.getByText(/ P[SD]T/).first()).toBeVisible()
  await book(page, w)
  await expect(page.getByText(w.appointments.reference)).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: w.appointments.all }).click()
  await expect(page.getByRole('heading', { level: 2, name: w.appointments.upcoming })).toBeVisible()
  await axe(page)
})

test('goes back to a form that has booked, and is led to what it booked @nojs @es', async ({
  page,
  signOn,
  own,
  locale,
  allowedErrors,
}) => {
  allowedErrors.push(/410/)
  const w = words(locale)
  await signOn(page, own[0])
  await chooseTime(page, w, await freeRole(page))
  await typeDetails(page, w, 'A cough')
  const form = page.url()
  await book(page, w)
  await page.goto(form)
  await expect(page.getByText(w.common.booked_before_title)).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: w.common.booked_otherwise_see }).click()
  await expect(page.getByText('A cough')).toBeVisible()
})

test('keeps what was chosen before signing on (B8) @nojs', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/401/)
  const w = words(locale)
  const role = await freeRole(page)
  const start = await chooseTime(page, w, role)
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.sign_on.title })).toBeVisible()
  await signOn(page, own[0])
  await expect(page.getByRole('heading', { level: 1, name: w.book.details_title })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('start')).toBe(start)
})

test('a time on a card of the directory is booked without choosing it again', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  await page.goto('/directory?visit_type=eye-exam&online=true')
  await page.getByRole('link', { name: sentence(w.directory.book_at) }).first().click()
  await page.getByRole('radio', { name: w.book.routine }).check()
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.details_title })).toBeVisible()
})

test('an emergency and an urgent need are called about, not booked (B6) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  const role = await freeRole(page)
  await page.goto(`/book/${role}`)
  await axe(page)
  await page.getByRole('radio', { name: w.book.emergency }).check()
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: '911' })).toBeVisible()
  await axe(page)
  await page.getByRole('radio', { name: w.book.urgent }).check()
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: '1-800-297-6877' })).toBeVisible()
  await axe(page)
  for (const step of ['visit', 'time?visit=office-visit', 'details?visit=office-visit&start=2026-12-01T18:00:00Z']) {
    await page.goto(`/book/${role}/${step}`)
    await expect(page.getByRole('heading', { level: 1, name: w.book.urgency_title })).toBeVisible()
  }
})

test('who sends a question without an answer is told what to do @nojs', async ({ page, locale }) => {
  const w = words(locale)
  const role = await freeRole(page)
  await page.goto(`/book/${role}`)
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: w.common.need_missing })).toBeVisible()
  await expect(page).toHaveTitle(/^Error:/)
  await axe(page)
  await page.goto(`/book/${role}/time?need=routine&visit=office-visit`)
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: w.common.start_missing })).toBeVisible()
  await expect(page).toHaveTitle(/^Error:/)
})

test('what was typed is still there after an error and after another visit was chosen @nojs', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  await signOn(page, own[0])
  const role = await freeRole(page)
  await chooseTime(page, w, role)
  await page.getByRole('button', { name: w.book.go_on }).click()
  await page.getByLabel(w.book.reason).fill('A rash')
  await page.getByLabel(w.book.contact).fill('')
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: w.common.contact_missing })).toBeVisible()
  await expect(page).toHaveTitle(/^Error:/)
  await expect(page.getByLabel(w.book.reason)).toHaveValue('A rash')
  await axe(page)
  await page.getByLabel(w.book.contact).fill('206-555-0123')
  await page.getByRole('button', { name: w.book.go_on }).click()

  await page.getByRole('link', { name: `${w.book.change} ${w.book.change_visit}` }).click()
  await page.getByRole('link', { name: 'Video visit' }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByLabel(w.book.reason)).toHaveValue('A rash')
  await expect(page.getByLabel(w.book.contact)).toHaveValue('206-555-0123')
})

test('a phone visit says that the clinician calls and whom', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const role = await freeRole(page)
  await page.goto(`/book/${role}/time?need=routine&visit=primary-care-phone-visit`)
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: w.book.go_on }).click()
  await page.getByLabel(w.book.contact_phone).fill('206-555-0177')
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByText(w.book.where_phone.replace(/\{\{.*\}\}/, '206-555-0177'))).toBeVisible()
  await expect(page.getByText(w.book.no_copay)).toBeVisible()
})
