import type { Page } from '@playwright/test'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

/** The heading that says how many fit. */
const count = (page: Page) => page.getByRole('status').getByRole('heading', { level: 2 })
const cards = (page: Page) => page.getByRole('article')
const chip = (page: Page, name: string | RegExp) => page.getByRole('listitem').getByRole('link', { name })

/** A sentence with its gaps filled, in their order. */
const filled = (text: string, ...values: (string | number)[]) =>
  values.reduce((text: string, value) => text.replace(/\{\{\s*\w+\s*\}\}/, String(value)), text)

/** How many of the results there are. */
const total = async (page: Page) => Number((await count(page).innerText()).match(/\d+/)?.[0])

/** The suggestions that are seen. */
const suggested = (page: Page, suggestions: string) => page.getByRole('listbox', { name: suggestions }).getByRole('option')

/** Types and waits for suggestions. */
async function typeInto(page: Page, label: string, text: string, suggestions: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).pressSequentially(text)
  await expect(suggested(page, suggestions).first()).toBeVisible()
}

test('suggestions come while typing, and the keyboard chooses one', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?online=true')
  const field = page.getByRole('combobox', { name: w.directory.text })
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await typeInto(page, w.directory.text, 'marchetti', w.common.suggestions)
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText(sentence(w.common.many_suggestions))).toBeAttached()
  await axe(page)

  const options = suggested(page, w.common.suggestions)
  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '')
  await field.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await field.press('Home')
  await expect(page.locator('[role=option][aria-selected=true]')).toHaveCount(0)
  await field.press('Escape')
  await expect(options.first()).toBeHidden()
  await expect(field).toHaveValue('marchetti')

  await field.clear()
  await typeInto(page, w.directory.text, 'eye', w.common.suggestions)
  await expect(options).toHaveCount(1)
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/directory\?specialty=eye-care&online=true$/)
  await expect(field).toHaveValue('')
  await expect(field).toBeFocused()
  await expect(chip(page, /Eye care/)).toBeVisible()
})

test('a suggestion is tapped: a clinician leads to their page, a city is where to look', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/')
  await typeInto(page, w.home.need, 'olympia', w.common.suggestions)
  await page.getByRole('option', { name: w.common.a_city }).first().click()
  await expect(page).toHaveURL(/\/directory\?place=Olympia/)
  await expect(page.getByLabel(w.directory.place)).toHaveValue(/^Olympia/)

  const name = (await cards(page).first().getByRole('heading').innerText()).split(',')[0] ?? ''
  await typeInto(page, w.directory.text, name.slice(0, -1), w.common.suggestions)
  await page.getByRole('option', { name }).first().click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
})

test('what is typed and sent is searched for, whatever is suggested', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  const field = page.getByRole('combobox', { name: w.directory.text })
  await typeInto(page, w.directory.text, 'skin', w.common.suggestions)
  await field.press('Enter')
  await expect(page).toHaveURL(/\/directory\?text=skin$/)
  await expect(suggested(page, w.common.suggestions)).toHaveCount(0)
})

test('what the words say is told, and each of it can be taken back @nojs', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  await page.getByLabel(w.directory.text).fill('spanish speaking doctor near 98501 next week')
  await page.getByLabel(w.directory.text).press('Enter')
  await expect(page.getByText(w.directory.understood)).toBeVisible()
  const near = filled(w.directory.near, 25, 'Olympia, WA 98501')
  for (const name of [filled(w.directory.speaks, 'Spanish'), near, w.directory.next_week]) {
    await expect(chip(page, name)).toBeVisible()
  }
  await axe(page)

  await chip(page, near).click()
  await expect(page).toHaveURL(/language=es&when=next-week#results$/)
  await expect(page.getByText(w.directory.chosen)).toBeVisible()
  await expect(chip(page, near)).toHaveCount(0)
  await expect(chip(page, w.directory.next_week)).toBeVisible()
})

test('what Spanish words say is told in Spanish @es-only', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?text=oculista+que+habla+espa%C3%B1ol+cerca+de+98501')
  await expect(chip(page, filled(w.directory.speaks, w.directory.speaks_es))).toBeVisible()
  await expect(chip(page, filled(w.directory.near, 25, 'Olympia, WA 98501'))).toBeVisible()
  await expect(page.getByText(w.directory.near_by).first()).toBeVisible()
  await axe(page)
})

test('a choice says how many it finds, and finds so many', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  await page.getByText(w.directory.more_filters, { exact: true }).click()
  await axe(page)
  const language = page.getByLabel(w.directory.language, { exact: true })
  const spanish = language.getByRole('option', { name: new RegExp(`^${w.directory.speaks_es} `) })
  const expected = Number((await spanish.innerText()).match(/\((\d+)\)/)?.[1])
  expect(expected).toBeGreaterThan(0)
  await language.focus()
  await language.selectOption('es')
  await expect(count(page)).toHaveText(filled(w.directory.many_results, expected))
  await expect(spanish).toHaveText(`${w.directory.speaks_es} (${expected})`)
  await expect(language).toBeFocused()
})

test('a chip is removed, and "back" brings it back @nojs @es', async ({ page, locale, javaScriptEnabled }) => {
  const w = words(locale)
  await page.goto('/directory?language=es&online=true&weekdays=monday&weekdays=tuesday')
  const days = `${w.common.monday}, ${w.common.tuesday}`
  const online = `${w.directory.remove} ${w.directory.online}`
  await expect(chip(page, `${w.directory.remove} ${days}`)).toBeVisible()
  const before = await total(page)
  await chip(page, online).click()
  await expect(page).toHaveURL(/\?language=es&weekdays=monday&weekdays=tuesday#results$/)
  await expect(chip(page, online)).toHaveCount(0)
  if (javaScriptEnabled !== false) await expect(page.locator('#results')).toBeFocused()
  expect(await total(page)).toBeGreaterThanOrEqual(before)

  await page.goBack()
  await expect(chip(page, online)).toBeVisible()
  await expect(page.locator('#weekdays-monday')).toBeChecked()
  await expect(page.locator('#online')).toBeChecked()
  expect(await total(page)).toBe(before)
})

test('days and times of day are chosen without leaving the page', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  await expect(page.getByRole('combobox', { name: w.directory.text })).toHaveAttribute('aria-expanded', 'false')
  await page.getByText(w.directory.more_filters, { exact: true }).click()
  await page.getByRole('checkbox', { name: w.common.monday }).check()
  await page.getByRole('checkbox', { name: w.common.friday }).check()
  await page.getByLabel(w.directory.part).selectOption('morning')
  await page.getByLabel(w.directory.when).selectOption('next-week')
  await expect(page).toHaveURL(/\/directory\?when=next-week&weekdays=monday&weekdays=friday&part=morning$/)
  await expect(chip(page, `${w.common.monday}, ${w.common.friday}`)).toBeVisible()
  // The first words of a time's name are its day and its hour. Other members take times meanwhile.
  const times = page.getByRole('link', { name: sentence(w.directory.book_at) })
  await expect(times.first()).toBeVisible()
  const names = await times.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''))
  expect(names.filter((name) => !/(Monday|Friday),.*\sam\s/.test(name))).toEqual([])
})

test('an empty result says what excludes everybody, and what finds somebody @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  // Nobody speaks Klingon.
  await page.goto('/directory?specialty=cardiology&language=tlh')
  await expect(count(page)).toHaveText(w.directory.none)
  await expect(page.getByText(sentence(w.directory.none_only))).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: '1-888-901-4636' })).toBeVisible()
  await axe(page)
  const wider = page.getByRole('link', { name: w.directory.without_language })
  const found = (await wider.innerText()).match(/\d+/)?.[0] ?? ''
  await wider.click()
  await expect(page).toHaveURL(/\/directory\?specialty=cardiology#results$/)
  await expect(count(page)).toHaveText(new RegExp(`^${found} `))
})

test('farther away is offered with how many are there @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  // The nearest office is about thirty miles away.
  await page.goto('/directory?place=Ellensburg%2C+WA&within=5')
  await expect(count(page)).toHaveText(w.directory.none)
  const farther = page.getByRole('link', { name: new RegExp(`^${filled(w.directory.within_miles, '\\d+')}: `) })
  const [miles, found] = (await farther.innerText()).match(/\d+/g) ?? []
  await farther.click()
  await expect(page).toHaveURL(new RegExp(`within=${miles}#results$`))
  await expect(count(page)).toHaveText(new RegExp(`^${found} `))
})

test('a place that nobody knows is said to be unknown @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?place=Nowhere')
  await expect(page.getByText(filled(w.directory.unknown_place, 'Nowhere'))).toBeVisible()
  await axe(page)
})

test('results are near, and the nearest can come first @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?place=98501&within=50&sort=distance&specialty=eye-care')
  await expect(cards(page).first().getByText(w.directory.near_by)).toBeVisible()
  const miles = await cards(page).getByText(sentence(w.directory.miles_away)).allInnerTexts()
  const distances = miles.map((text) => Number(text.match(/([\d.]+) [a-z ]+$/)?.[1]))
  expect(distances.length).toBeGreaterThan(0)
  expect(distances).toEqual(distances.toSorted((a, b) => a - b))
  expect(Math.max(...distances)).toBeLessThanOrEqual(50)
})

for (const by of ['office', 'team']) {
  test(`by ${by}, the first time with anyone there leads on to who is there @nojs @es`, async ({ page, locale }) => {
    const w = words(locale)
    await page.goto(`/directory?by=${by}&online=true`)
    await expect(page.getByLabel(w.directory.by, { exact: true })).toHaveValue(by)
    const card = cards(page).filter({ hasText: sentence(w.directory.many_clinicians) }).first()
    await expect(card.getByText(sentence(w.directory.first_with_anyone))).toBeVisible()
    await expect(card.getByRole('link', { name: sentence(w.directory.book_at) }).first()).toBeVisible()
    await axe(page)
    const there = (await card.getByText(sentence(w.directory.many_clinicians)).innerText()).match(/\d+/)?.[0]
    await card.getByRole('heading').getByRole('link').click()
    await expect(page).toHaveURL(/office=[^&]+.*sort=first-available#results$/)
    await expect(count(page)).toHaveText(new RegExp(`^${there} `))
  })
}

test('from a clinician to anyone in the team @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory?specialty=eye-care&online=true')
  await cards(page).first().getByRole('heading').getByRole('link').click()
  await page.getByRole('link', { name: w.clinician.anyone }).first().click()
  await expect(page).toHaveURL(/\/directory\?office=[^&]+&specialty=eye-care&sort=first-available$/)
  await expect(cards(page).first()).toBeVisible()
})

test('pages follow each other, there and back, and say where they are @nojs @es', async ({ page, locale, javaScriptEnabled }) => {
  const w = words(locale)
  await page.goto('/directory')
  const names = () => cards(page).getByRole('heading').allInnerTexts()
  const [first, all] = [await names(), await total(page)]
  await page.getByRole('link', { name: w.directory.next, exact: true }).click()
  await expect(page.getByText(filled(w.directory.page_of, 11, 20, all))).toBeVisible()
  if (javaScriptEnabled !== false) await expect(page.locator('#results')).toBeFocused()
  const second = await names()
  expect(second.filter((name) => first.includes(name)).length).toBeLessThan(second.length)
  await page.getByRole('link', { name: w.directory.next, exact: true }).click()
  await expect(page.getByText(filled(w.directory.page_of, 21, 30, all))).toBeVisible()
  await page.getByRole('link', { name: w.directory.previous, exact: true }).click()
  await expect(page.getByText(filled(w.directory.page_of, 11, 20, all))).toBeVisible()
  expect(await names()).toEqual(second)
  await page.getByRole('link', { name: w.directory.previous, exact: true }).click()
  await expect(page.getByText(filled(w.directory.page_of, 1, 10, all))).toBeVisible()
  expect(await names()).toEqual(first)

  await page.goto('/directory?after=nothing-that-was-ever-given')
  await expect(page.getByText(filled(w.directory.page_of, 1, 10, all))).toBeVisible()
})

test.describe('with a position', () => {
  test.use({ permissions: ['geolocation'], geolocation: { latitude: 47.03, longitude: -122.9 } })

  test('the ZIP of where somebody is is filled in, and stands in no address before that', async ({ page, locale }) => {
    const w = words(locale)
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto('/directory')
    await page.getByRole('button', { name: w.directory.use_position }).click()
    await expect(page.getByLabel(w.directory.place)).toHaveValue(/^985\d\d$/)
    await expect(page.getByText(sentence(w.directory.position_found))).toBeVisible()
    expect(addresses.filter((address) => /47\.03|122\.9/.test(address))).toEqual([])
    await axe(page)
  })
})

test('who does not give the position is told what to do instead', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/directory')
  await page.getByRole('button', { name: w.directory.use_position }).click()
  await expect(page.getByText(w.directory.position_refused)).toBeVisible()
  await axe(page)
})
