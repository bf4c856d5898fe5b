import { haveAppointment } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

test('is shown the rule and the safe choice first, cancels, and keeps a receipt (B7) @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)

  await page.getByRole('link', { name: w.appointments.cancel }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.cancel_title })).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.cancel_rule))).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: w.appointments.keep }).click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))

  await page.getByRole('link', { name: w.appointments.cancel }).click()
  await page.getByRole('button', { name: w.appointments.cancel_yes }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_cancelled })).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.booked_for))).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.cancelled_was))).toBeVisible()
  await axe(page)

  await page.goto(`${address}/cancel`)
  await expect(page.getByText(w.verdict.not_open_what)).toBeVisible()
  await expect(page.getByRole('button', { name: w.appointments.cancel_yes })).toHaveCount(0)

  await page.goto('/appointments')
  await page.getByText(sentence(w.appointments.history)).click()
  await expect(page.getByRole('listitem').getByText(w.appointments.cancelled_badge)).toBeVisible()
  await axe(page)
})

test('somebody else does not see it, and nobody does before signing on @nojs', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/404|401/)
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)

  const other = await openBrowser()
  await other.goto(address)
  await expect(other.getByRole('heading', { level: 1, name: w.sign_on.title })).toBeVisible()
  await signOn(other, own[1])
  for (const path of [address, `${address}/cancel`, `${address}/move`]) {
    const answer = await other.goto(path)
    expect(answer?.status()).toBe(404)
    await expect(other.getByText(w.common.not_here_title)).toBeVisible()
  }
})

test('takes the calendar file along', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  await haveAppointment(page, w)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: w.appointments.calendar }).click()
  expect((await download).suggestedFilename()).toMatch(/\.ics$/)
})
