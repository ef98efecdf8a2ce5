import { BaseCredentials, StackSelectionStrategy, Toolkit } from '@aws-cdk/toolkit-lib';
import { AwsCredentialIdentity } from '@smithy/types';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Cloud, REGION } from '../../emulator/testing/cloud';

// The table of what changes, which nobody sees here, takes the CDK longer to draw than all the rest.
jest.mock('table', () => ({ table: () => '' }));

/** Makes a stack of an account. */
export type NewStack = (account: string, name: string) => Stack;

/** A CDK app with stacks in several accounts, deployed by the CDK's own engine. */
export class CdkApp {
  constructor(private readonly cloud: Cloud, private readonly accounts: string[]) {
    process.env.AWS_ENDPOINT_URL = cloud.emulator.endpoint;
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    process.env.CDK_DISABLE_CLI_TELEMETRY = 'true';
  }

  /** Deploys what is built, and returns the outputs of all stacks. */
  public async deploy(build: (newStack: NewStack) => void): Promise<string[]> {
    const outputs: string[] = [];
    const assembly = await this.synthesized(build);
    for (const account of this.accounts) {
      const { stacks } = await this.toolkit(account).deploy(assembly, { stacks: allOf(account), concurrency: 4 });
      outputs.push(...stacks.flatMap((stack) => Object.values(stack.outputs)));
    }
    return outputs;
  }

  public async destroy(build: (newStack: NewStack) => void): Promise<void> {
    const assembly = await this.synthesized(build);
    for (const account of this.accounts) {
      await this.toolkit(account).destroy(assembly, { stacks: allOf(account), concurrency: 4 });
    }
  }

  /** Each with credentials of one account only. */
  private toolkit(account: string): Toolkit {
    const provider = async () => this.cloud.administrator(account).keys as AwsCredentialIdentity;
    return new Toolkit({
      ioHost: { notify: async () => {}, requestResponse: async ({ defaultResponse }) => defaultResponse },
      sdkConfig: { baseCredentials: BaseCredentials.custom({ provider, region: REGION }) },
    });
  }

  /** The legacy synthesizer needs nothing in the accounts beforehand. */
  private async synthesized(build: (newStack: NewStack) => void) {
    const toolkit = this.toolkit(this.accounts[0]);
    return toolkit.synth(await toolkit.fromAssemblyBuilder(async ({ outdir, context }) => {
      const app = new App({ outdir, context, defaultStackSynthesizer: new LegacyStackSynthesizer() });
      build((account, name) => new Stack(app, `${name}In${account}`, { env: { account, region: REGION } }));
      return app.synth();
    }, { resolveDefaultEnvironment: false }));
  }
}

function allOf(account: string) {
  return { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH, patterns: [`*In${account}*`] };
}
