import { axe, expect, test } from '../support/test'

test('a member opens the portal @nojs', async ({ page }) => {
  await page.goto('/')

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.webmanifest')
  await axe(page)
})

test('a member whose browser speaks Spanish opens the portal @es-only', async ({ page }) => {
  await page.goto('/')

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.es.webmanifest')
  await axe(page)
})
