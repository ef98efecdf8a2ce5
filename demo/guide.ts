import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { example } from './example';
import { Platform } from './platform';
import { AccessGuide } from '../src';

/** What the users of account A need to sign in. */
export interface SignInPage {
  /** The path of the guide's page. */
  readonly page: string;
  readonly switchRoleUrl: string;
}

/** Writes the access guide of the README's example. It needs no deployment, because everything in it is known at synth. */
export function writeGuide({ assuming, trusting, place: { region } }: Platform): SignInPage {
  const app = new App({ outdir: join(__dirname, '../cdk.out') });
  const access = example(app, { assuming: assuming.id, trusting: trusting.id, region });
  const { page } = new AccessGuide(Stack.of(access), 'AccessGuide', { accesses: [access] });
  app.synth();
  return { page, switchRoleUrl: access.switchRoleUrls[0] };
}
