import { BaseCredentials, IIoHost, StackSelectionStrategy, Toolkit } from '@aws-cdk/toolkit-lib';
import { App, LegacyStackSynthesizer } from 'aws-cdk-lib';
import { example } from './example';
import { AdministeredAccount, Platform } from './platform';
import { CrossAccountReadOnlyAccessProps } from '../src';

type Outputs = Record<string, string>;
type Progress = (line: string) => void;

/** The example's two stacks, deployed with the CDK Toolkit. */
export class Deployment {
  constructor(private readonly platform: Platform, private readonly progress: Progress) {
    if (platform.place.endpoint) {
      process.env.AWS_ENDPOINT_URL = platform.place.endpoint;
    }
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
    process.env.CDK_DISABLE_CLI_TELEMETRY = 'true';
  }

  /** Deploys both stacks, with additional props, and returns the outputs of the role's stack. */
  public async deploy(more?: Partial<CrossAccountReadOnlyAccessProps>): Promise<Outputs> {
    await this.deployStack(this.platform.assuming, 'Identity', more);
    return this.deployStack(this.platform.trusting, 'Workload', more);
  }

  public async destroy(): Promise<void> {
    for (const [account, stack] of [[this.platform.trusting, 'Workload'], [this.platform.assuming, 'Identity']] as const) {
      const toolkit = this.toolkit(account);
      await toolkit.destroy(await this.assembly(toolkit), { stacks: only(stack) });
      this.progress(`destroyed ${stack} in account ${account.id}`);
    }
  }

  private async deployStack(account: AdministeredAccount, stack: string, more?: Partial<CrossAccountReadOnlyAccessProps>): Promise<Outputs> {
    const toolkit = this.toolkit(account);
    const { stacks: [deployed] } = await toolkit.deploy(await this.assembly(toolkit, more), { stacks: only(stack) });
    this.progress(`deployed ${stack} to account ${account.id}`);
    return deployed.outputs;
  }

  /** Each account has a toolkit with credentials of that account only. */
  private toolkit({ administrator: { keys } }: AdministeredAccount): Toolkit {
    const provider = typeof keys === 'function' ? keys : async () => keys;
    return new Toolkit({
      ioHost: this.ioHost(),
      sdkConfig: { baseCredentials: BaseCredentials.custom({ provider, region: this.platform.place.region }) },
    });
  }

  /** The legacy synthesizer needs no bootstrap stack, so the demo leaves none behind. */
  private assembly(toolkit: Toolkit, more?: Partial<CrossAccountReadOnlyAccessProps>) {
    const { assuming, trusting, place: { region } } = this.platform;
    return toolkit.fromAssemblyBuilder(async ({ outdir, context }) => {
      const app = new App({ outdir, context, defaultStackSynthesizer: new LegacyStackSynthesizer() });
      example(app, { assuming: assuming.id, trusting: trusting.id, region }, more);
      return app.synth();
    // Not the default in toolkit-lib 1.40.1, although documented.
    }, { resolveDefaultEnvironment: false, disposeOutdir: true });
  }

  private ioHost(): IIoHost {
    return {
      notify: async ({ level, message }) => {
        if (level === 'error' || level === 'warn') {
          this.progress(message);
        }
      },
      requestResponse: async ({ defaultResponse }) => defaultResponse,
    };
  }
}

function only(stack: string) {
  return { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, patterns: [stack] };
}
