import { axe, code, expect, mailsTo, test } from '../support/test'
import { words } from '../support/words'

test('changes the e-mail with a code, and the old one is told @nojs @es', async ({ page, allowedErrors, signOn, own: [member], locale }) => {
  allowedErrors.push(/422/)
  const w = words(locale).account
  const email = `new-${member.number}@example.org`
  await signOn(page, member)
  await page.goto('/account')
  await page.getByRole('link', { name: w.change_email }).click()
  await page.getByLabel(w.new_email).fill(email)
  await page.getByLabel(w.your_password).fill('not the right one')
  await page.getByRole('button', { name: w.send_code }).click()
  await expect(page.getByText(words(locale).common.own_password_wrong ?? '').first()).toBeVisible()
  await expect(page.getByLabel(w.new_email)).toHaveValue(email)
  await axe(page)
  await page.getByLabel(w.your_password).fill(member.password)
  await page.getByRole('button', { name: w.send_code }).click()
  await expect(page.getByText('n•••@example.org')).toBeVisible()
  await axe(page)
  await page.getByLabel(w.email_code, { exact: true }).fill(await code(email))
  await page.getByRole('button', { name: w.use_email }).click()
  await expect(page.getByText(w.email_changed ?? '')).toBeVisible()
  await expect(page.getByText(email)).toBeVisible()
  await expect(() => expect(mailsTo(member.email).some((mail) => mail.includes(words('en').mail.email ?? ''))).toBe(true)).toPass()
})

test('changes the phone with the password @nojs', async ({ page, signOn, own: [member] }) => {
  const w = words('en').account
  await signOn(page, member)
  await page.goto('/account/phone')
  await axe(page)
  await page.getByLabel(w.new_phone).fill('(206) 555-0111')
  await page.getByLabel(w.your_password).fill(member.password)
  await page.getByRole('button', { name: w.use_phone }).click()
  await expect(page.getByText(w.phone_changed ?? '')).toBeVisible()
  await expect(page.getByText('206-555-0111')).toBeVisible()
  await expect(() => expect(mailsTo(member.email).some((mail) => mail.includes(words('en').mail.phone ?? ''))).toBe(true)).toPass()
})
