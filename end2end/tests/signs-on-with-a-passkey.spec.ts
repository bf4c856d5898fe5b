import type { CDPSession, Page } from '@playwright/test'
import { signOff, typePassword } from '../support/step'
import { axe, expect, mailsTo, test } from '../support/test'
import { variable } from '../support/variable'
import { words } from '../support/words'

// A passkey belongs to a name, and an address of numbers is none.
test.use({ baseURL: async ({}, use) => use(variable('BOOKWELL_URL').replace('127.0.0.1', 'localhost')) })

interface Device {
  session: CDPSession
  authenticatorId: string
}

/** A device that is unlocked by whoever sits before it, as the browser pretends. */
async function device(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}

test('is offered a passkey, adds it, signs on with it alone, and removes it once the device is lost @es', async ({ page, own: [member], locale, allowedErrors }) => {
  allowedErrors.push(/422/)
  const w = words(locale)
  const { session, authenticatorId } = await device(page)
  await typePassword(page, w, member)
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await expect(page.getByText(w.passkey.offer_title)).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: w.passkey.offer_link }).click()
  await expect(page.getByText(w.passkey.none)).toBeVisible()
  await page.getByRole('button', { name: w.passkey.add }).click()
  await expect(page.getByText(w.passkey.name_missing)).toBeVisible()
  await axe(page)
  await page.getByLabel(w.passkey.name).fill('My phone')
  await page.getByRole('button', { name: w.passkey.add }).click()
  await expect(page.getByText(w.passkey.done_added)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'My phone' })).toBeVisible()
  await axe(page)
  await page.getByLabel(w.passkey.name).fill('Once more')
  await page.getByRole('button', { name: w.passkey.add }).click()
  await expect(page.getByText(w.passkey.known)).toBeVisible()

  await signOff(page, w)
  await page.goto('/sign-on')
  await axe(page)
  await page.getByRole('button', { name: w.passkey.sign_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await expect(page.getByText(w.passkey.offer_title)).toHaveCount(0)
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
  expect(credentials).toHaveLength(1)

  await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  await signOff(page, w)
  await typePassword(page, w, member)
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await page.goto('/account/passkeys')
  await page.getByRole('button', { name: new RegExp(`${w.passkey.remove}.*My phone`) }).click()
  await expect(page.getByText(w.passkey.done_removed)).toBeVisible()
  await expect(page.getByText(w.passkey.none)).toBeVisible()
  for (const told of [w.mail.passkey_added, w.mail.passkeys_gone]) {
    await expect.poll(() => mailsTo(member.email).some((mail) => mail.includes(told))).toBe(true)
  }
})

test('goes on with what was chosen after signing on with a passkey', async ({ page, own: [member], locale }) => {
  const w = words(locale)
  await device(page)
  await typePassword(page, w, member)
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await page.goto('/account/passkeys')
  await page.getByLabel(w.passkey.name).fill('My phone')
  await page.getByRole('button', { name: w.passkey.add }).click()
  await expect(page.getByText(w.passkey.done_added)).toBeVisible()
  await signOff(page, w)
  await page.goto('/sign-on?next=%2Fhelp')
  await page.getByRole('button', { name: w.passkey.sign_on }).click()
  await expect(page).toHaveURL('/help')
})

test('says not now, and is not asked again in this browser', async ({ page, own: [member], locale }) => {
  const w = words(locale)
  await typePassword(page, w, member)
  await page.getByRole('button', { name: w.passkey.not_now }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await expect(page.getByText(w.passkey.offer_title)).toHaveCount(0)
  await signOff(page, w)
  await typePassword(page, w, member)
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.title })).toBeVisible()
  await expect(page.getByText(w.passkey.offer_title)).toHaveCount(0)
})
