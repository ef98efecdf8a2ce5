/** Takes the screenshots of an access guide: `tsx e2e/guide/screenshot.ts FOLDER`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { BrowserContextOptions, Page } from 'playwright-core';
import { launch } from './browser';
import { AccessGuide, CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, TrustingTarget } from '../../src';
import { TemporaryFolder } from '../testing/temporary-folder';

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
/** A4 at 96 pixels an inch, without its margins. */
const PAPER = { viewport: { width: 711, height: 1000 } };

interface Shot {
  readonly context: BrowserContextOptions;
  /** What to do before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** By the name of the file. */
const SHOTS: Record<string, Shot> = {
  'access-guide': { context: DESKTOP },
  'access-guide-dark': { context: { ...DESKTOP, colorScheme: 'dark' }, prepare: (page) => page.getByLabel('Search accounts').fill('shop') },
  'access-guide-phone': { context: PHONE },
  'access-guide-print': { context: PAPER, prepare: (page) => page.emulateMedia({ media: 'print' }) },
};

function writeGuide(outdir: string): string {
  const app = new App({ outdir });
  const identity = new Stack(app, 'Identity', { env: { account: '111111111111', region: 'eu-west-1' } });
  const security = new CrossAccountReadOnlyAccess(identity, 'SecurityReadOnly', {
    groupName: 'Auditors',
    users: ['ann', 'bob'].map((name) => User.fromUserName(identity, name, name)),
    description: 'Security reads every account before the yearly audit.',
    maxSessionDuration: Duration.hours(4),
    trusting: [
      TrustingTarget.account('222222222222', { name: 'Shop production' }),
      TrustingTarget.account('333333333333', { name: 'Shop staging' }),
      TrustingTarget.account('444444444444', { name: 'Shop development' }),
      TrustingTarget.account('555555555555', { name: 'Payments production' }),
      TrustingTarget.account('666666666666', { name: 'Logs' }),
    ],
  });
  const billing = new CrossAccountReadOnlyAccess(identity, 'Billing', {
    title: 'Bills',
    groupName: 'Controllers',
    roleName: 'BillingRole',
    permissions: ReadOnlyPermissions.billing(),
    principals: [PrincipalScope.permissionSets('Billing')],
    trusting: [TrustingTarget.account('777777777777', { name: 'Organization management' })],
  });
  const { page } = new AccessGuide(identity, 'AccessGuide', { accesses: [security, billing] });
  app.synth();
  return page;
}

async function main(folder: string): Promise<void> {
  const temporary = new TemporaryFolder('screenshot');
  const browser = await launch();
  try {
    const url = `file://${writeGuide(temporary.path)}`;
    mkdirSync(folder, { recursive: true });
    for (const [name, { context, prepare }] of Object.entries(SHOTS)) {
      const page = await (await browser.newContext(context)).newPage();
      await page.goto(url);
      await prepare?.(page);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      await page.context().close();
    }
  } finally {
    await browser.close();
    temporary.delete();
  }
}

void main(process.argv[2]);
