import { haveAppointment } from '../support/booking'
import { dayOf, office } from '../support/office'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

test('reads that the clinician is away and takes the time that is suggested @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { role, start, address } = await haveAppointment(page, w)
  const day = dayOf(start)
  expect(office('away', '--role', role, '--from', day, '--until', day)).toContain('suggested: ')

  await page.goto('/appointments')
  await expect(page.getByText(w.appointments.away_badge)).toBeVisible()
  await axe(page)
  await page.goto(address)
  await expect(page.getByText(w.appointments.away_title)).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.away_suggest))).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.away_kept))).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: w.appointments.away_take }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_moved })).toBeVisible()
  await expect(page.getByText(w.appointments.away_title)).toHaveCount(0)
  await expect(page.getByText(sentence(w.appointments.away))).toBeVisible()
  await axe(page)
})

test('reads why the office has canceled after a call @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)
  const id = address.split('/').at(-1) ?? ''
  office('cancel', id, '--reason', 'Called: the bus is late', '--by', 'Ana Ruiz')

  await page.goto(address)
  await expect(page.getByText(w.appointments.cancelled_badge, { exact: true })).toBeVisible()
  await expect(page.getByText('Called: the bus is late')).toBeVisible()
  await axe(page)
})
