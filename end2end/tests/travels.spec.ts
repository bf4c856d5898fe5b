import type { Page } from '@playwright/test'
import { axe, expect, test } from '../support/test'
import { type Words, sentence, words } from '../support/words'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** A day as it stands in an address, so many days from now. */
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The minutes in a sentence that says so many hours and minutes. */
const minutesIn = (sentence: string) => {
  const [, hours, minutes] = /(\d+) h (\d+) min/.exec(sentence)!
  return Number(hours) * 60 + Number(minutes)
}

async function noteEmergency(page: Page, w: Words): Promise<void> {
  const emergency = card(page, w.travel.emergency)
  await emergency.getByText(w.travel.began).click()
  await emergency.getByLabel(w.travel.hours_ago).fill('2')
  await emergency.getByLabel(w.travel.minutes_ago).fill('30')
  await emergency.getByRole('button', { name: w.travel.began_button }).click()
}

test('says what to do in the place that is chosen @nojs @es', async ({ page, locale, javaScriptEnabled }) => {
  const w = words(locale)
  const france = locale?.startsWith('es') ? 'Francia' : 'France'
  await page.goto('/travel')
  await expect(page.getByRole('heading', { level: 2, name: w.travel.everywhere })).toBeVisible()
  await axe(page)
  await page.getByLabel(w.travel.to).selectOption({ label: france })
  await page.getByRole('button', { name: w.travel.show }).click()
  await expect(page.getByRole('heading', { level: 2, name: sentence(w.travel.what_to_do) })).toContainText(france)
  await expect(page).toHaveURL(/to=FR.*#answers$/)
  if (javaScriptEnabled !== false) await expect(page.locator('#answers')).toBeFocused()

  const emergency = card(page, w.travel.emergency)
  await expect(emergency.getByRole('link').first()).toHaveAttribute('href', 'tel:112')
  await expect(emergency.getByText(w.travel.emergency_covered)).toBeVisible()
  for (const number of ['1-888-457-9516', '206-901-4609']) {
    await expect(emergency.getByRole('link', { name: number })).toBeVisible()
  }
  const routine = card(page, w.travel.routine)
  await expect(routine.getByText(w.travel.routine_none)).toBeVisible()
  await expect(routine.getByText(w.travel.authorization)).toBeVisible()
  await expect(routine.getByRole('link', { name: '1-888-901-4636' })).toBeVisible()
  await axe(page)
})

test('an area with the plan\'s care says how to get it (B11, B12) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  const routine = card(page, w.travel.routine)
  await page.goto('/travel?to=california')
  await expect(routine.getByText(w.travel.routine_record)).toBeVisible()
  await expect(routine.getByText(w.travel.routine_local)).toBeVisible()
  await expect(routine.getByRole('link', { name: '951-268-3900' })).toBeVisible()
  await expect(routine.getByText(w.travel.authorization)).toBeVisible()
  await axe(page)
  await page.goto('/travel?to=elsewhere')
  await expect(routine.getByText(w.travel.routine_none)).toBeVisible()
  await expect(routine.getByText(w.travel.authorization)).toBeVisible()
  await expect(card(page, w.travel.emergency).getByRole('link').first()).toHaveAttribute('href', 'tel:911')
  await page.goto('/travel?to=washington')
  await expect(routine.getByText(w.travel.routine_home)).toBeVisible()
  await expect(routine.getByRole('link', { name: w.travel.routine_home_book })).toBeVisible()
})

test('a place that does not exist gets the answers for everywhere @nojs', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/travel?to=atlantis&leaving=soon')
  await expect(page.getByRole('heading', { level: 2, name: w.travel.everywhere })).toBeVisible()
  await expect(card(page, w.travel.routine)).toHaveCount(0)
})

test('countries stand in the order of the reader\'s language @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/travel')
  const names = await page.locator(`optgroup[label="${w.travel.countries}"] option`).allInnerTexts()
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base' })
  const inWords = (name: string) => name.replace(/[^\p{L}]+/gu, ' ')
  expect(names.length).toBeGreaterThan(190)
  expect(names).toEqual([...names].sort((one, other) => compare(inWords(one), inWords(other))))
})

test('an emergency is counted until the 24th hour (B13) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/travel?to=FR')
  await noteEmergency(page, w)
  const left = card(page, w.travel.emergency).getByText(sentence(w.travel.left))
  await expect(left).toHaveText(/21 h (29|30) min/)
  await expect(left).toHaveText(/P[SD]T/)
  await axe(page)
  await page.goto('/travel?to=california')
  await expect(left).toBeVisible()
})

test('the hours that are left go down on the open page', async ({ page, locale }) => {
  const w = words(locale)
  await page.clock.install()
  await page.goto('/travel?to=FR')
  await noteEmergency(page, w)
  const left = card(page, w.travel.emergency).getByText(sentence(w.travel.left))
  const before = minutesIn(await left.innerText())
  let forward = 0
  // The page counts from when its scripts run: a jump of the clock before that does not show.
  await expect(async () => {
    await page.clock.fastForward('00:30:00')
    forward += 30
    expect(before - minutesIn(await left.innerText())).toBeGreaterThanOrEqual(30)
  }).toPass()
  expect(before - minutesIn(await left.innerText())).toBeLessThan(forward + 5)
})

test('urgent care is one answer, and says why (B14) @nojs @es', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale)
  const urgent = card(page, w.travel.urgent)
  await page.goto('/travel?to=FR')
  await expect(urgent.getByText(w.travel.urgent_unknown)).toBeVisible()
  await expect(urgent.getByRole('link', { name: '1-800-297-6877' })).toBeVisible()
  await expect(urgent.getByRole('link', { name: w.common.sign_on })).toHaveAttribute('href', /^\/sign-on\?next=/)

  await signOn(page, member)
  await page.goto('/travel?to=FR')
  await expect(urgent.getByText(w.travel.urgent_none)).toBeVisible()
  await urgent.getByRole('link', { name: w.travel.urgent_choose }).click()
  await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
  await page.getByRole('button', { name: w.clinician.choose }).click()
  await expect(page.getByText(w.clinician.chosen)).toBeVisible()
  await page.goto('/travel?to=FR')
  const open = urgent.getByText(w.travel.urgent_open)
  const closed = urgent.getByText(sentence(w.travel.urgent_closed))
  await expect(open.or(closed)).toBeVisible()
  await expect(urgent.getByRole('link')).toHaveCount(1)
  await expect(urgent.getByRole('link')).toHaveText((await open.count()) > 0 ? /\d{3}-\d{3}-\d{4}/ : '1-800-297-6877')
  await axe(page)
})

test('travel advice is booked four to six weeks ahead, or as soon as there is time (B5) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  const planner = card(page, w.travel.planner)
  await page.goto(`/travel?to=FR&leaving=${daysAhead(80)}`)
  await expect(planner.getByText(sentence(w.travel.planner_window))).toBeVisible()
  await page.goto(`/travel?to=FR&leaving=${daysAhead(7)}`)
  await expect(planner.getByText(sentence(w.travel.planner_late))).toBeVisible()
  await expect(planner.getByText(w.travel.planner_call)).toBeVisible()
  await page.goto(`/travel?to=FR&leaving=${daysAhead(-7)}`)
  await expect(planner.getByText(w.travel.planner_past)).toBeVisible()
  await planner.getByRole('link', { name: w.travel.planner_book }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.urgency_title })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('visit')).toBe('travel-advice')
})

test('the card to keep is printed, and leads to the one that is kept @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto('/travel?to=JP')
  const keep = page.getByRole('region', { name: sentence(w.travel.card_for) })
  for (const number of ['1-888-457-9516', '206-901-4609', '1-800-297-6877', '951-268-3900', '1-888-901-4636']) {
    await expect(keep.getByRole('link', { name: number })).toBeVisible()
  }
  await expect(keep.getByRole('link', { name: w.travel.card_link })).toHaveAttribute('href', '/offline')
  await page.emulateMedia({ media: 'print' })
  await expect(keep.getByRole('link', { name: '951-268-3900' })).toBeVisible()
  await expect(page.getByLabel(w.travel.to)).toBeHidden()
})
