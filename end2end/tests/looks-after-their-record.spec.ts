import { readFileSync } from 'node:fs'
import { haveAppointment } from '../support/booking'
import { actFor, mayActFor } from '../support/household'
import { axe, expect, mailsTo, test } from '../support/test'
import { words } from '../support/words'

test('sees who has looked at their record, and themself on wish @nojs @es', async ({ page, openBrowser, signOn, own, locale }) => {
  const w = words(locale)
  mayActFor(own[0], own[1], 'view')
  const other = await openBrowser()
  await signOn(other, own[0])
  await other.goto('/')
  await actFor(other, w, 'other')
  await other.goto('/appointments')
  await signOn(page, own[1])
  await page.goto('/account')
  await page.getByRole('link', { name: w.record.access_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.record.access_title })).toBeVisible()
  const seen = w.record.read.replace('{{ what }}', w.record.kind_appointments)
  await expect(page.getByRole('listitem').filter({ hasText: seen }).filter({ hasText: own[0].family })).toHaveCount(1)
  await expect(page.getByText(w.record.you, { exact: true })).toHaveCount(0)
  await axe(page)
  await page.getByRole('link', { name: w.record.access_own }).click()
  await expect(page.getByText(w.record.you, { exact: true }).first()).toBeVisible()
  await axe(page)
})

test('does not see it for somebody else @nojs', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/403/)
  const w = words(locale)
  mayActFor(own[0], own[1], 'book')
  await signOn(page, own[0])
  await page.goto('/')
  await actFor(page, w, 'other')
  await page.goto('/account')
  await expect(page.getByRole('link', { name: w.record.access_link })).toHaveCount(0)
  for (const address of ['/account/record-access', '/account/download', '/account/close']) {
    await page.goto(address)
    await expect(page.getByText(w.common.own_only_title)).toBeVisible()
    await axe(page)
  }
})

test('takes along everything that is held about them @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  await haveAppointment(page, w)
  await page.goto('/account')
  await page.getByRole('link', { name: w.record.download_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.record.download_title })).toBeVisible()
  await expect(page.getByText(own[0].email)).toBeVisible()
  await axe(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: w.record.download_file, exact: true }).click(),
  ])
  const whole = JSON.parse(readFileSync(await download.path(), 'utf8'))
  const types = whole.bundle.entry.map((entry: { resource: { resourceType: string } }) => entry.resource.resourceType)
  expect(types).toEqual(expect.arrayContaining(['Patient', 'Appointment', 'Provenance', 'AuditEvent', 'Communication']))
})

test('closes the account, is told so, and appointments stay @nojs @es', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  await signOn(page, own[0])
  await haveAppointment(page, w)
  await page.goto('/account')
  await page.getByRole('link', { name: w.record.close_link }).click()
  await expect(page.getByText(w.record.close_open_one)).toBeVisible()
  await axe(page)
  const close = async (password: string) => {
    await page.getByLabel(w.sign_on.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: w.record.close_yes }).click()
  }
  await close('not the right one')
  await expect(page.getByRole('alert')).toBeVisible()
  await axe(page)
  await close(own[0].password)
  await expect(page.getByText(w.record.closed, { exact: true })).toBeVisible()
  await axe(page)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-on/)
  await expect(() => expect(mailsTo(own[0].email).some((mail) => mail.includes('/register'))).toBe(true)).toPass()
})
