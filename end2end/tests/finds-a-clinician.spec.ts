import type { Page } from '@playwright/test'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

/** The heading that says how many fit. */
const count = (page: Page) => page.getByRole('status').getByRole('heading', { level: 2 })
const cards = (page: Page) => page.getByRole('article')

test('finds a clinician by what people call it, and reads when and how to book (B1, B2) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/')
  await page.getByLabel(w.home.need).fill('eye doctor')
  await page.getByLabel(w.home.need).press('Enter')
  await expect(count(page)).toHaveText(sentence(w.directory.many_results))
  await expect(page.getByLabel(w.directory.text)).toHaveValue('eye doctor')
  await axe(page)

  const card = cards(page).filter({ hasText: w.verdict.online_badge }).first()
  const name = await card.getByRole('heading', { level: 3 }).innerText()
  await expect(card.getByRole('link', { name: sentence(w.directory.book_at) })).toHaveCount(3)
  await expect(card.getByRole('link', { name: /^\d{3}-\d{3}-\d{4}$/ })).toBeVisible()
  await card.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const place = page.getByRole('main')
  await expect(place.getByText(w.verdict.online_why)).toBeVisible()
  await expect(place.getByRole('link', { name: w.clinician.book, exact: true })).toBeVisible()
  await expect(place.getByText(w.common.call_office)).toBeVisible()
  await expect(place.getByRole('link', { name: sentence(w.directory.book_at) }).first()).toBeVisible()
  await expect(place.getByRole('heading', { name: w.clinician.hours })).toBeVisible()
  await expect(place.getByRole('link', { name: w.common.map })).toHaveAttribute('href', /openstreetmap/)
  await axe(page)
})

test('a choice changes the results in place and keeps the focus', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  // Scripts run when the field suggests.
  await expect(page.getByRole('combobox', { name: w.directory.text })).toHaveAttribute('aria-expanded', 'false')
  const before = await count(page).innerText()
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
  await page.getByText(w.directory.more_filters, { exact: true }).click()
  const language = page.getByLabel(w.directory.language, { exact: true })
  await language.focus()
  await language.selectOption('es')
  await expect(page).toHaveURL(/\/directory\?language=es$/)
  await expect(count(page)).not.toHaveText(before)
  await expect(cards(page).filter({ hasText: w.directory.speaks_es })).toHaveCount(10)
  await expect(language).toBeFocused()
  await page.getByLabel(w.directory.online).check()
  await expect(page).toHaveURL(/\/directory\?language=es&online=true$/)
  await expect(page.getByText(sentence(w.directory.more_filters_chosen))).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-same-page')

  await page.goBack()
  await expect(page.getByLabel(w.directory.online)).not.toBeChecked()
  await page.goBack()
  await expect(language).toHaveValue('')
  await expect(count(page)).toHaveText(before)
})

test('the address is the whole search @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?text=doctor&place=Seattle&specialty=primary-care&language=es&gender=female&accepting=true&self_referral=true&online=true')
  await expect(page.getByLabel(w.directory.text)).toHaveValue('doctor')
  await expect(page.getByLabel(w.directory.place)).toHaveValue('Seattle')
  await expect(page.getByLabel(w.directory.specialty, { exact: true })).toHaveValue('primary-care')
  await expect(page.getByLabel(w.directory.language, { exact: true })).toHaveValue('es')
  await expect(page.getByLabel(w.directory.gender)).toHaveValue('female')
  for (const name of [w.directory.accepting, w.directory.self_referral, w.directory.online]) {
    await expect(page.getByLabel(name)).toBeChecked()
  }
  await page.getByRole('button', { name: w.directory.search, exact: true }).click()
  await expect(page.getByLabel(w.directory.gender)).toHaveValue('female')
  await axe(page)
})

test('who can be seen without a referral is found and marked (B4) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?self_referral=true')
  await expect(cards(page)).toHaveCount(10)
  await expect(cards(page).filter({ hasText: w.directory.no_referral })).toHaveCount(10)
  await expect(cards(page).filter({ hasText: w.verdict.referral_badge })).toHaveCount(0)
})

test('where a referral comes first, the rule and the ways are said (B3) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  // Who has a contract works elsewhere: none of them is at an office of the plan.
  await page.goto('/directory?place=98901&within=5')
  const card = cards(page).filter({ hasText: w.verdict.referral_badge }).first()
  await card.getByRole('link', { name: w.directory.how_to_refer }).click()
  const main = page.getByRole('main')
  await expect(main.getByText(w.verdict.referral_why)).toBeVisible()
  await expect(main.getByText(w.verdict.referral_now)).toBeVisible()
  await expect(main.getByRole('link', { name: w.clinician.book_others })).toBeVisible()
  await expect(main.getByText(w.common.call_office)).toBeVisible()
  await expect(main.locator('a[href^="/book/"]')).toHaveCount(0)
  await axe(page)
})

test('a member chooses a personal physician (B1) @nojs @es', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale)
  await page.goto('/directory?specialty=primary-care&accepting=true')
  await cards(page).first().getByRole('heading').getByRole('link').click()
  await expect(page).toHaveURL(/\/clinicians\//)
  const clinician = new URL(page.url()).pathname
  await page.getByRole('link', { name: w.clinician.choose_sign_on }).click()
  // Following a link in place takes a moment: signing on before that would start from nowhere.
  await expect(page).toHaveURL(/\/sign-on\?next=/)
  await signOn(page, member)
  await expect(page).toHaveURL(clinician)
  await page.getByRole('button', { name: w.clinician.choose }).click()
  await expect(page.getByText(w.clinician.chosen)).toBeVisible()
  await axe(page)
  await page.goto('/')
  await expect(page.getByRole('main').getByRole('link', { name: sentence(w.home.physician_book) })).toBeVisible()
  await page.goto(clinician)
  await expect(page.getByText(w.clinician.is_physician)).toBeVisible()
})

test('who is not in the directory is answered with what to do @nojs @es', async ({ page, locale, allowedErrors }) => {
  allowedErrors.push(/404/)
  const w = words(locale)
  const answer = await page.goto('/clinicians/nobody-at-all')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: w.clinician.unknown })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: w.directory.title })).toBeVisible()
  await axe(page)
})
