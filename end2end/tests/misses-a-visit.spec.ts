import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haveAppointment, timesOf } from '../support/booking'
import { dayOf } from '../support/office'
import { serve } from '../support/server'
import { enrol, invite, signOnAsStaff } from '../support/staff'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

const dayInMilliseconds = 24 * 60 * 60 * 1000

// The same data folder is served twice: today, and on the day after the visit.
test('did not come: the office writes it down, and the member reads it @es', async ({ openBrowser, signOn, locale }) => {
  test.slow()
  const w = words(locale)
  const folder = mkdtempSync(join(tmpdir(), 'bookwell-missed-'))
  const now = await serve(folder)
  const [member, office] = [await openBrowser({ baseURL: now.url }), await openBrowser({ baseURL: now.url })]
  await signOn(member)
  const { role, start, address } = await haveAppointment(member, w)
  const { listing } = await timesOf(member.request, role, dayOf(start))
  const { name, invitation } = invite(listing.location.id, 'desk', now.outbox)
  await office.goto('/staff/enrol')
  const secret = await enrol(office, w, invitation)
  await office.getByRole('button', { name: w.staff.enrol_finish }).click()
  await expect(office.getByText(sentence(w.staff.counts))).toBeVisible()
  const day = `/staff?date=${dayOf(start)}`
  await office.goto(day)
  await expect(office.getByText(w.staff.expected, { exact: true })).toBeVisible()
  await expect(office.getByRole('button', { name: sentence(w.staff.miss_of) })).toHaveCount(0)
  await now.stop()

  const days = Math.ceil((Date.parse(start) - Date.now()) / dayInMilliseconds) + 1
  const after = await serve(folder, days)
  const [missing, desk] = [await openBrowser({ baseURL: after.url }), await openBrowser({ baseURL: after.url })]
  await desk.goto(day)
  await signOnAsStaff(desk, w, { name, secret }, days)
  await desk.getByRole('button', { name: sentence(w.staff.miss_of) }).click()
  await expect(desk.getByText(w.staff.done_no_show)).toBeVisible()
  await expect(desk.locator('.badge', { hasText: w.staff.no_show })).toBeVisible()
  await axe(desk)

  await signOn(missing)
  await missing.goto(address)
  await expect(missing.getByText(sentence(w.appointments.missed))).toBeVisible()
  await axe(missing)
  await missing.goto('/appointments')
  await missing.locator('summary', { hasText: sentence(w.appointments.history) }).click()
  await expect(missing.getByText(w.appointments.missed_badge, { exact: true })).toBeVisible()
  await axe(missing)
  await after.stop()
  rmSync(folder, { recursive: true })
})
