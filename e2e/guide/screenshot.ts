/** Takes the README's picture of an access guide: `tsx e2e/guide/screenshot.ts FILE`. */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { launch } from './browser';
import { AccessGuide, CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { TemporaryFolder } from '../testing/temporary-folder';

const SIZE = { width: 1200, height: 1180 };

function writeGuide(outdir: string): string {
  const app = new App({ outdir });
  const identity = new Stack(app, 'Identity', { env: { account: '111111111111', region: 'eu-west-1' } });
  const access = new CrossAccountReadOnlyAccess(identity, 'SecurityReadOnly', {
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
  const { page } = new AccessGuide(identity, 'AccessGuide', { accesses: [access] });
  app.synth();
  return page;
}

async function main(file: string): Promise<void> {
  const folder = new TemporaryFolder('screenshot');
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(`file://${writeGuide(folder.path)}`);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
    folder.delete();
  }
}

void main(process.argv[2]);
