import { readFileSync } from 'node:fs'
import { book, chooseTime, freeRole, haveAppointment, typeDetails } from '../support/booking'
import { actFor, mayActFor } from '../support/household'
import { axe, expect, mailsTo, test } from '../support/test'
import { sentence, words } from '../support/words'

test('books, moves on and cancels for somebody in their care, and both are written to @nojs @es', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/404/)
  const w = words(locale)
  mayActFor(own[0], own[1], 'book')
  await signOn(page, own[0])
  const { address: ownAddress } = await haveAppointment(page, w)
  await actFor(page, w, 'other')
  await expect(page).toHaveURL(/\/appointments$/)
  await expect(page.getByText(w.appointments.none_ever)).toBeVisible()
  await axe(page)
  expect((await page.goto(ownAddress))?.status()).toBe(404)

  await chooseTime(page, w, await freeRole(page))
  await typeDetails(page, w, '')
  await expect(page.getByRole('main').getByText(w.book.for_whom, { exact: true })).toBeVisible()
  await axe(page)
  const address = await book(page, w)
  await expect(page.getByText(sentence(w.appointments.by_another))).toBeVisible()
  await axe(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: new RegExp(`^${w.receipt.keep}`) }).click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toContain(w.receipt.booked_proxy)
  for (const { email } of own) {
    await expect(() => expect(mailsTo(email).some((mail) => /\(arranged by /.test(mail))).toBe(true)).toPass()
  }

  await actFor(page, w, 'me')
  expect((await page.goto(address))?.status()).toBe(404)

  const other = await openBrowser()
  await signOn(other, own[1])
  await other.goto(`${address}/cancel`)
  await other.getByRole('button', { name: w.appointments.cancel_yes }).click()
  await expect(other.getByRole('heading', { level: 1, name: w.appointments.done_cancelled })).toBeVisible()
  await expect(other.getByText(sentence(w.appointments.by_another))).toHaveCount(1)
})

test('may only look, and is told what to do @nojs @es', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/403/)
  const w = words(locale)
  mayActFor(own[0], own[1], 'view')
  const other = await openBrowser()
  await signOn(other, own[1])
  const { address } = await haveAppointment(other, w)
  await signOn(page, own[0])
  await page.goto('/')
  await actFor(page, w, 'other')
  await page.goto(address)
  await expect(page.getByText(w.common.acting_view)).toBeVisible()
  await axe(page)
  await page.goto(`${address}/cancel`)
  await page.getByRole('button', { name: w.appointments.cancel_yes }).click()
  await expect(page.getByText(w.common.view_only_title)).toBeVisible()
  await axe(page)
})

test('ends what lets somebody act for them, who is told so @nojs @es', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/403/)
  const [w, en] = [words(locale), words('en')]
  mayActFor(own[0], own[1], 'book')
  const proxy = await openBrowser()
  await signOn(proxy, own[0])
  await proxy.goto('/appointments')
  await actFor(proxy, w, 'other')

  await signOn(page, own[1])
  await page.goto('/account')
  await expect(page.getByText(w.account.scope_book)).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: w.account.end_grant }).click()
  await expect(page.getByText(w.account.grant_ended)).toBeVisible()
  await expect(page.getByText(w.account.nobody_over_me, { exact: true })).toBeVisible()
  await axe(page)
  for (const { email } of own) {
    await expect(() => expect(mailsTo(email).some((mail) => mail.includes(en.mail.ended_stays))).toBe(true)).toPass()
  }

  await proxy.goto('/appointments')
  await expect(proxy.getByText(w.common.acting_ended, { exact: true })).toBeVisible()
  await axe(proxy)
  await proxy.getByRole('main').getByRole('button', { name: w.common.acting_stop }).click()
  await expect(proxy.getByText(w.appointments.none_ever)).toBeVisible()
})

test('the demonstration member has a household @nojs', async ({ page, signOn, locale }) => {
  const w = words(locale)
  await signOn(page)
  await page.goto('/account')
  for (const name of ['Mia Delgado', 'Leo Delgado', 'Carmen Ortega']) {
    await expect(page.getByRole('main').getByText(name)).toBeVisible()
  }
  await expect(page.getByText(sentence(w.account.grants_teens))).toBeVisible()
  await axe(page)
})
