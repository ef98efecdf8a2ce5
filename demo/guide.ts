import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { example } from './example';
import { Platform } from './platform';
import { AccessGuide } from '../src';

/** What people are handed. */
export interface Handed {
  /** The guide's page, a file on this machine. */
  readonly page: string;
  readonly switchRoleUrl: string;
}

/** Writes the access guide of the README's example. It takes no deployment: all that it tells is known before. */
export function writeGuide({ assuming, trusting, place: { region } }: Platform): Handed {
  const app = new App({ outdir: join(__dirname, '../cdk.out') });
  const access = example(app, { assuming: assuming.id, trusting: trusting.id, region });
  const { page } = new AccessGuide(Stack.of(access), 'AccessGuide', { accesses: [access] });
  app.synth();
  return { page, switchRoleUrl: access.switchRoleUrls[0] };
}
