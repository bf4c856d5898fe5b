import { readFileSync } from 'node:fs'
import { haveAppointment } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { words } from '../support/words'

test('keeps the receipt of a cancellation and has it checked later @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)
  await page.goto(`${address}/cancel`)
  await page.getByRole('button', { name: w.appointments.cancel_yes }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_cancelled })).toBeVisible()

  const links = page.getByRole('link', { name: new RegExp(`^${w.receipt.keep}`) })
  await expect(links).toHaveCount(2)
  const [download] = await Promise.all([page.waitForEvent('download'), links.last().click()])
  expect(download.suggestedFilename()).toMatch(/^receipt-[0-9A-F]{8}-2\.txt$/)
  const receipt = readFileSync(await download.path(), 'utf8')
  expect(receipt).toContain(w.receipt.cancelled_member)

  await page.getByRole('link', { name: w.receipt.title }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.receipt.title })).toBeVisible()
  await page.getByRole('button', { name: w.receipt.check }).click()
  await expect(page.getByText(w.receipt.missing)).toBeVisible()
  await axe(page)
  await page.getByLabel(w.receipt.field).fill(receipt)
  await page.getByRole('button', { name: w.receipt.check }).click()
  await expect(page.getByText(w.receipt.genuine, { exact: true })).toBeVisible()
  await expect(page.getByText(w.receipt.cancelled_member, { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/receipts$/)
  await axe(page)

  const forged = receipt.replace(/(RECEIPT-----\n[\s\S]{100})(.)/, (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'))
  await page.getByLabel(w.receipt.field).fill(forged)
  await page.getByRole('button', { name: w.receipt.check }).click()
  await expect(page.getByText(w.receipt.not_ours, { exact: true })).toBeVisible()
  await expect(page.getByLabel(w.receipt.field)).toHaveValue(forged)
  await axe(page)
})
