import { createRequire } from 'node:module';
import { BaseCredentials, ICloudAssemblySource, StackSelectionStrategy, StackSelector, Toolkit } from '@aws-cdk/toolkit-lib';
import { AwsCredentialIdentity } from '@smithy/types';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Cloud, REGION } from '../../emulator/testing/cloud';

// The CDK renders a table of security-relevant changes, which takes longer than the deployment. Here nobody reads it.
createRequire(__filename)('table/dist/src/table').table = () => '';

/** Creates a stack in an account. */
export type NewStack = (account: string, name: string) => Stack;

/** A CDK app with stacks in several accounts, deployed with the CDK toolkit. */
export class CdkApp {
  constructor(private readonly cloud: Cloud, private readonly accounts: string[]) {
    process.env.AWS_ENDPOINT_URL = cloud.emulator.endpoint;
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    process.env.CDK_DISABLE_CLI_TELEMETRY = 'true';
  }

  /** Deploys the stacks and returns the outputs of all of them. */
  public async deploy(build: (newStack: NewStack) => void): Promise<string[]> {
    const outputs: string[] = [];
    await this.forEachAccount(build, async (toolkit, assembly, stacks) => {
      const deployed = await toolkit.deploy(assembly, { stacks, concurrency: 4 });
      outputs.push(...deployed.stacks.flatMap((stack) => Object.values(stack.outputs)));
    });
    return outputs;
  }

  public async destroy(build: (newStack: NewStack) => void): Promise<void> {
    await this.forEachAccount(build, async (toolkit, assembly, stacks) => {
      await toolkit.destroy(assembly, { stacks, concurrency: 4 });
    });
  }

  /** Synthesizes once, and deletes the cloud assembly from the temporary directory afterwards. */
  private async forEachAccount(
    build: (newStack: NewStack) => void,
    act: (toolkit: Toolkit, assembly: ICloudAssemblySource, stacks: StackSelector) => Promise<void>,
  ): Promise<void> {
    const assembly = await this.synthesize(build);
    try {
      for (const account of this.accounts) {
        await act(this.toolkit(account), assembly, { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH, patterns: [`*In${account}*`] });
      }
    } finally {
      await assembly.dispose();
    }
  }

  /** A toolkit with the credentials of one account only. */
  private toolkit(account: string): Toolkit {
    const provider = async () => this.cloud.administrator(account).keys as AwsCredentialIdentity;
    return new Toolkit({
      ioHost: { notify: async () => {}, requestResponse: async ({ defaultResponse }) => defaultResponse },
      sdkConfig: { baseCredentials: BaseCredentials.custom({ provider, region: REGION }) },
    });
  }

  /** With the legacy synthesizer, which does not require bootstrapped accounts, and without indentation: a template with it may be too large. */
  private async synthesize(build: (newStack: NewStack) => void) {
    const toolkit = this.toolkit(this.accounts[0]);
    return toolkit.synth(await toolkit.fromAssemblyBuilder(async ({ outdir, context }) => {
      const app = new App({ outdir, context, defaultStackSynthesizer: new LegacyStackSynthesizer() });
      build((account, name) => new Stack(app, `${name}In${account}`, { env: { account, region: REGION }, suppressTemplateIndentation: true }));
      return app.synth();
    // Not the default in toolkit-lib 1.40.1, although documented.
    }, { resolveDefaultEnvironment: false, disposeOutdir: true }));
  }
}
