import { oneTimeCode } from '../support/staff'
import { signOff, typePassword } from '../support/step'
import { axe, code, expect, live, mailsTo, test } from '../support/test'
import { sentence, words } from '../support/words'

test('turns a second step on, signs on with it and with a recovery code, and turns it off @nojs @es', async ({ page, signOn, own: [member], locale, allowedErrors }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  const step = w.second_step
  await signOn(page, member)
  await page.goto('/account')
  await page.getByRole('link', { name: step.section_link }).click()
  await expect(page.getByText(step.is_off, { exact: true })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: step.begin }).click()
  await expect(page.getByRole('img', { name: step.app_picture })).toBeVisible()
  await axe(page)
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  const recovery = await page.locator('.recovery code').allInnerTexts()
  expect(recovery).toHaveLength(10)
  await page.getByLabel(step.confirm).fill('000000')
  await page.getByRole('button', { name: step.turn_on }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel(step.confirm).fill(oneTimeCode(secret))
  await page.getByRole('button', { name: step.turn_on }).click()
  await expect(page.getByText(step.done_on)).toBeVisible()
  await axe(page)

  await signOff(page, w)
  await typePassword(page, w, member)
  await expect(page.getByRole('heading', { level: 1, name: step.code_title })).toBeVisible()
  await axe(page)
  await page.getByLabel(step.code, { exact: true }).fill('000000')
  await page.getByRole('main').getByRole('button', { name: step.code_button, exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(sentence(w.common.error_title).source))
  await axe(page)
  await page.getByLabel(step.code, { exact: true }).fill(oneTimeCode(secret, 1))
  await page.getByRole('main').getByRole('button', { name: step.code_button, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()

  await signOff(page, w)
  await typePassword(page, w, member)
  await page.getByLabel(step.code, { exact: true }).fill(recovery[0] ?? '')
  await page.getByRole('main').getByRole('button', { name: step.code_button, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await page.goto('/account/second-step')
  await expect(page.getByText(step.left.replace('{{ left }}', '9'))).toBeVisible()
  await page.getByRole('button', { name: step.new_codes }).click()
  await expect(page.locator('.recovery code')).toHaveCount(10)
  await axe(page)
  await page.getByRole('button', { name: step.renew }).click()
  await expect(page.getByText(step.done_recovery)).toBeVisible()
  await page.getByRole('button', { name: step.turn_off }).click()
  await expect(page.getByText(step.done_off)).toBeVisible()
  await expect(page.getByText(step.is_off, { exact: true })).toBeVisible()

  // Whoever signs on by pages in Spanish gets letters in Spanish from then on: the first ones may come before.
  for (const name of ['authenticator_on', 'recovery_used', 'new_recovery_codes', 'authenticator_off']) {
    const said = [words('en').mail[name], w.mail[name]]
    await expect.poll(() => mailsTo(member.email).some((mail) => said.some((told) => mail.includes(told)))).toBe(true)
  }
})

test('signs on with a code from the e-mail when neither the app nor a recovery code is at hand @nojs', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale)
  const step = w.second_step
  await signOn(page, member)
  await page.goto('/account/second-step')
  await page.getByRole('button', { name: step.begin }).click()
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  await page.getByLabel(step.confirm).fill(oneTimeCode(secret))
  await page.getByRole('button', { name: step.turn_on }).click()
  await expect(page.getByText(step.done_on)).toBeVisible()
  await signOff(page, w)
  await typePassword(page, w, member)
  await page.getByText(step.neither).click()
  const before = mailsTo(member.email).length
  await page.getByRole('button', { name: step.neither_button }).click()
  await expect(page.getByText(step.code_mailed)).toBeVisible()
  await axe(page)
  await expect.poll(() => mailsTo(member.email).some((mail) => mail.includes(w.mail.step))).toBe(true)
  expect(mailsTo(member.email).length).toBeGreaterThan(before)
  await page.getByLabel(step.code, { exact: true }).fill(await code(member.email))
  await page.getByRole('main').getByRole('button', { name: step.code_button, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
})

/** What the server would say of a member whose second step was taken too long ago, or whose password is short. */
const view = { is_on: true, recovery_left: 10, is_fresh: false, is_short: false, offered: null, recovery: null }

test('is asked once more who they are before the e-mail changes, and then goes on @es', async ({ page, signOn, own: [member], locale }) => {
  const w = words(locale)
  await signOn(page, member)
  await page.goto('/account')
  await expect(page.getByText(member.email)).toBeVisible()
  await live(page)
  await page.route('**/api/second_factor*', (route) => route.fulfill({ json: view }))
  await page.getByRole('link', { name: w.account.change_email, exact: true }).click()
  await expect(page.getByRole('heading', { name: w.second_step.prove_title })).toBeVisible()
  await expect(page.getByLabel(w.account.new_email)).toHaveCount(0)
  await axe(page)
  await page.unroute('**/api/second_factor*')
  await page.getByLabel(w.second_step.current_password, { exact: true }).fill(member.password)
  await page.getByRole('button', { name: w.second_step.prove_button, exact: true }).click()
  await expect(page.getByLabel(w.account.new_email)).toBeVisible()
})

test('a password that is too short to stand alone is said, and the step stays on', async ({ page, signOn, own: [member] }) => {
  const w = words('en')
  await signOn(page, member)
  await page.goto('/account')
  await expect(page.getByText(member.email)).toBeVisible()
  await live(page)
  await page.route('**/api/second_factor*', (route) => route.fulfill({ json: { ...view, is_fresh: true, is_short: true } }))
  await page.getByRole('link', { name: w.second_step.section_link }).click()
  await expect(page.getByText(w.second_step.short)).toBeVisible()
  await expect(page.getByRole('button', { name: w.second_step.turn_off })).toHaveCount(0)
  await axe(page)
})
