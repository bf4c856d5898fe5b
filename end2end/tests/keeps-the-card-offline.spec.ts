import { chromium } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserOptions, expect, test } from '../support/test'

test('installs on a phone and keeps the emergency card without a network', async ({ baseURL }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookwell-profile-'))
  const context = await chromium.launchPersistentContext(folder, { ...browserOptions, baseURL })
  const page = await context.newPage()
  await page.goto('/')
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  const devtools = await context.newCDPSession(page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
  await expect.poll(() => page.evaluate(async () => (await caches.match('/offline')) !== undefined)).toBe(true)
  await context.setOffline(true)
  await page.goto('/travel')
  await expect(page.getByRole('link', { name: /911/ }).first()).toBeVisible()
  await expect(page.getByText('1-888-457-9516').first()).toBeVisible()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map((request) => new URL(request.url).pathname)
  })
  expect(kept.filter((path) => /appointments|account|api|book/.test(path) && !path.startsWith('/pkg/'))).toEqual([])
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})
