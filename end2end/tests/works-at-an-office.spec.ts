import type { APIRequestContext } from '@playwright/test'
import { haveAppointment, timesOf, visit } from '../support/booking'
import { command, dayOf } from '../support/office'
import { enrol, invite, signOnAsStaff } from '../support/staff'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

/** Whether an instant lies after nine in the evening where the offices are: nobody is there then, but for this test. */
function isLate(instant: string): boolean {
  return Number(new Date(instant).toLocaleTimeString('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit' })) >= 21
}

/** An appointment this evening, for whoever is signed on. `start` lies on the grid of the role, of twenty
 * minutes. */
async function bookThisEvening(request: APIRequestContext, role: string, today: string, start: string): Promise<void> {
  const minute = String(new Date(start).getUTCMinutes() % 20).padStart(2, '0')
  const evening = async () => (await timesOf(request, role, today)).times.filter(({ instant }) => isLate(instant))
  // Tests that come late have a role that an earlier one has given an evening.
  if ((await evening()).length === 0) {
    command('schedule', 'add-session', role, today, `19:${minute}`, `23:${minute}`, '--visit-types', visit.id)
  }
  const times = await evening()
  const details = { start: times.at(-1)?.instant ?? '', need: 'routine', reason: 'a private matter', contact: '206-555-0199' }
  const draft = await request.post('/api/start_draft', { form: { role, visit_type: visit.id, ...details }, maxRedirects: 0 })
  const id = draft.headers().location?.split('/').at(-1) ?? ''
  const booked = await request.post('/api/book', { form: { draft: id }, maxRedirects: 0 })
  expect(booked.headers().location).toContain('done=booked')
}

test('sets up an account, checks a member in, and sends a clinician away whose members are told @nojs @es', async ({ page, openBrowser, signOn, own, locale }) => {
  const today = dayOf(new Date().toISOString())
  const hour = Number(new Date().toLocaleTimeString('en-GB', { timeZone: 'America/Los_Angeles', hour: '2-digit' }))
  test.skip(hour >= 21, 'nothing can be booked any more for today')
  const w = words(locale)
  const member = await openBrowser()
  await signOn(member, own[0])
  const { role, start, address } = await haveAppointment(member, w)
  const { listing } = await timesOf(member.request, role, today)
  await bookThisEvening(member.request, role, today, start)

  await page.goto('/staff')
  await expect(page.getByRole('heading', { level: 1, name: w.staff.sign_on_title })).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: w.staff.enrol_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.staff.enrol_title })).toBeVisible()
  await axe(page)
  const { name, invitation } = invite(listing.location.id, 'manager')
  const secret = await enrol(page, w, invitation)
  await axe(page)
  await page.getByRole('button', { name: w.staff.enrol_finish }).click()
  await expect(page.getByText(sentence(w.staff.counts))).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: w.staff.sign_off }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.staff.sign_on_title })).toBeVisible()
  await signOnAsStaff(page, w, { name, secret })
  await expect(page.getByText(sentence(w.staff.counts))).toBeVisible()

  const visits = page.getByRole('listitem').filter({ hasText: own[0].number })
  await expect(visits.getByText(w.staff.expected, { exact: true })).toBeVisible()
  await expect(page.getByText('a private matter')).toHaveCount(0)
  await axe(page)
  await visits.locator('summary').click()
  await expect(visits.getByText(sentence(w.staff.copay_due))).toBeVisible()
  await expect(visits.getByText(w.staff.no_cash)).toBeVisible()
  await visits.getByLabel(w.staff.paid_how).selectOption('visa')
  await axe(page)
  await visits.getByRole('button', { name: sentence(w.staff.check_in_of) }).click()
  await expect(page.getByText(w.staff.done_checked_in)).toBeVisible()
  await expect(visits.getByText(w.staff.checked_in, { exact: true })).toBeVisible()
  await expect(visits.getByText(w.staff.paid_by.replace('{{ tender }}', w.book.visa))).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: w.staff.away_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.staff.away_title })).toBeVisible()
  await page.getByLabel(w.staff.away_who).selectOption(role)
  await page.getByLabel(w.staff.away_from).fill(dayOf(start))
  await page.getByLabel(w.staff.away_until).fill(dayOf(start))
  await axe(page)
  await page.getByRole('button', { name: w.staff.away_look }).click()
  const affected = page.getByRole('listitem').filter({ hasText: own[0].number })
  await expect(affected.getByText(sentence(w.staff.away_suggest))).toBeVisible()
  await axe(page)
  await page.getByLabel(w.staff.away_reason).fill('She is ill')
  await page.getByRole('button', { name: w.staff.away_do }).click()
  await expect(page.getByText(w.staff.away_done)).toBeVisible()
  await expect(affected.getByText(w.staff.away_told, { exact: true })).toBeVisible()
  await axe(page)

  await member.goto(address)
  await expect(member.getByText(w.appointments.away_title)).toBeVisible()
  await expect(member.getByText('She is ill')).toBeVisible()
  await axe(member)
})

test('is told which fields are wrong, and what was typed stays @nojs', async ({ page, allowedErrors, locale }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  await page.goto('/staff/sign-on')
  await page.getByLabel(w.staff.name, { exact: true }).fill('Ana Ruiz')
  await page.getByRole('main').getByRole('button', { name: w.staff.sign_on, exact: true }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await expect(page).toHaveTitle(/^Error:/)
  await expect(page.getByLabel(w.staff.name, { exact: true })).toHaveValue('Ana Ruiz')
  await axe(page)
})

test('shows a member nothing of an office', async ({ page, signOn, own }) => {
  await signOn(page, own[0])
  for (const path of ['/staff', '/staff/away']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/staff\/sign-on/)
  }
  const answer = await page.request.get('/staff/sign-on')
  expect(answer.headers()['cache-control']).toBe('no-store')
})
