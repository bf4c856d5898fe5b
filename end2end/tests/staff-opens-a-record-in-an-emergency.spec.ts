import type { Page } from '@playwright/test'
import { haveAppointment } from '../support/booking'
import type { Member } from '../support/members'
import { enrol, invite } from '../support/staff'
import { axe, expect, mailsTo, test } from '../support/test'
import { type Words, sentence, words } from '../support/words'

const reason = 'Unconscious at our door'

/** Somebody of an office at which the member has no appointment is signed on. */
async function signedOn(page: Page, w: Words, role: string): Promise<string> {
  const answer = await page.request.get('/api/find_role', { params: { role } })
  const { listing } = (await answer.json()) as { listing: { location: { id: string } } }
  const office = listing.location.id === 'lake-union' ? 'beacon-ridge' : 'lake-union'
  const { name, invitation } = invite(office, 'desk')
  await page.goto('/staff/enrol')
  await enrol(page, w, invitation)
  await page.getByRole('button', { name: w.staff.enrol_finish }).click()
  await expect(page.getByText(sentence(w.staff.counts))).toBeVisible()
  return name
}

async function ask(page: Page, w: Words, member: Member, day: string): Promise<void> {
  await page.getByLabel(w.emergency.number, { exact: true }).fill(member.number)
  await page.getByLabel(w.sign_on.month, { exact: true }).fill(member.month)
  await page.getByLabel(w.sign_on.day, { exact: true }).fill(day)
  await page.getByLabel(w.sign_on.year, { exact: true }).fill(member.year)
  await page.getByLabel(w.emergency.reason, { exact: true }).fill(reason)
  await page.getByRole('button', { name: w.emergency.open }).click()
}

test('opens a record of elsewhere with a reason, and the member reads it @nojs @es', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/422|404/)
  const w = words(locale)
  const member = await openBrowser()
  await signOn(member, own[0])
  const { role } = await haveAppointment(member, w, 'a private matter')
  const name = await signedOn(page, w, role)

  await page.getByRole('link', { name: w.emergency.link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.emergency.title })).toBeVisible()
  await expect(page.getByText(w.emergency.before_told)).toBeVisible()
  await axe(page)
  await ask(page, w, own[0], '2')
  await expect(page.getByRole('alert').getByText(w.emergency.nobody)).toBeVisible()
  await expect(page.getByLabel(w.emergency.number, { exact: true })).toHaveValue(own[0].number)
  await expect(page.getByLabel(w.emergency.reason, { exact: true })).toHaveValue(reason)
  await axe(page)
  await ask(page, w, own[0], own[0].day)
  await expect(page.getByRole('heading', { level: 1, name: own[0].family })).toBeVisible()
  await expect(page.getByText(own[0].email)).toBeVisible()
  await expect(page.getByText(w.emergency.their_reason.replace('{{ reason }}', 'a private matter'))).toBeVisible()
  await axe(page)
  const address = page.url()

  await page.getByRole('link', { name: w.staff.day_link, exact: true }).click()
  await expect(page.getByText(w.emergency.reason_was.replace('{{ reason }}', reason))).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: w.emergency.end }).click()
  await expect(page.getByText(w.emergency.done_ended)).toBeVisible()
  await page.goto(address)
  await expect(page.getByText(w.emergency.ended_title)).toBeVisible()
  await expect(page.getByText(own[0].email)).toHaveCount(0)
  await axe(page)

  await member.goto('/account/record-access')
  const opened = member.getByRole('listitem').filter({ hasText: w.record.emergency_opened })
  await expect(opened.filter({ hasText: name }).getByText(w.record.emergency_reason.replace('{{ reason }}', reason))).toBeVisible()
  await axe(member)
  await expect(() => expect(mailsTo(own[0].email).some((mail) => mail.includes(reason) && mail.includes(name))).toBe(true)).toPass()
})

test('is told what is missing, and shows a member nothing @nojs', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  const member = await openBrowser()
  await signOn(member, own[0])
  await member.goto('/staff/emergency')
  await expect(member).toHaveURL(/\/staff\/sign-on/)
  const { role } = await haveAppointment(member, w)
  await signedOn(page, w, role)
  await page.goto('/staff/emergency')
  await page.getByRole('button', { name: w.emergency.open }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3)
  await expect(page).toHaveTitle(/^Error:/)
  await axe(page)
})
