import { PlannedResource } from './evaluated-template';
import { AwsError } from '../aws-error';
import { ApiCall, Step } from './resources/iam';

/** Makes a call on behalf of whoever deploys. */
export type Deployer = (call: ApiCall) => Promise<unknown>;

export type Report = (resource: PlannedResource, status: string, reason?: string) => void;

/** Something done to a resource, and how it is taken back. */
interface Done {
  readonly resource: PlannedResource;
  readonly isNew: boolean;
  readonly takeBack: ApiCall[];
}

const GONE = ['NoSuchEntity', 'StackSetNotFoundException', 'QueueDoesNotExist', 'ResourceNotFoundException'];

/** One deployment: brings resources about and, where one of them fails, puts everything back as it was. */
export class Deployment {
  private readonly done: Done[] = [];

  constructor(private readonly deployer: Deployer, private readonly report: Report) {}

  /** Makes what is new, in order of dependency, and changes in place what can be. What is replaced or dropped stays for now. */
  public async bringAbout(before: PlannedResource[], wanted: PlannedResource[]): Promise<void> {
    for (const resource of wanted) {
      const old = before.find((candidate) => isSame(candidate, resource));
      const action = old ? 'UPDATE' : 'CREATE';
      try {
        await this.change(resource, old?.steps ?? [], !old);
      } catch (error) {
        this.report(resource, `${action}_FAILED`, (error as Error).message);
        throw error;
      }
      this.report(resource, `${action}_COMPLETE`);
    }
  }

  /**
   * Takes back everything done, last first. A new resource that is to be retained stays.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
   */
  public async takeBack(deployer = this.deployer): Promise<void> {
    for (let last = this.done.at(-1); last; last = this.done.at(-1)) {
      if (!(last.isNew && last.resource.deletionPolicy === 'Retain')) {
        await performAll(last.takeBack, deployer);
      }
      this.done.pop();
    }
  }

  /** Takes resources away, last made first, and returns those that could not be. */
  public async remove(resources: PlannedResource[]): Promise<PlannedResource[]> {
    const left: PlannedResource[] = [];
    for (const resource of [...resources].reverse()) {
      try {
        for (const { undo } of [...resource.steps].reverse()) {
          await this.undo(undo);
        }
        this.report(resource, 'DELETE_COMPLETE');
      } catch (error) {
        this.report(resource, 'DELETE_FAILED', (error as Error).message);
        left.unshift(resource);
      }
    }
    return left;
  }

  private async change(resource: PlannedResource, from: Step[], isNew: boolean): Promise<void> {
    const wanted = new Set(resource.steps.map(({ key }) => key));
    for (const step of [...from].reverse().filter(({ key }) => !wanted.has(key))) {
      await this.undo(step.undo);
      this.done.push({ resource, isNew, takeBack: step.make });
    }
    for (const step of resource.steps) {
      const old = from.find(({ key }) => key === step.key);
      if (!old) {
        await this.make(resource, step, isNew);
      } else if (JSON.stringify(old.make) !== JSON.stringify(step.make)) {
        // Beforehand, as a change may fail halfway.
        this.done.push({ resource, isNew, takeBack: changed(step, old) });
        await performAll(changed(old, step), this.deployer);
      }
    }
  }

  private async make(resource: PlannedResource, step: Step, isNew: boolean): Promise<void> {
    const done: Done = { resource, isNew, takeBack: [step.undo] };
    const note = () => this.done.includes(done) || this.done.push(done);
    await performAll(step.make, this.deployer, note);
    note();
  }

  /** What has been taken away by hand needs not be taken away. */
  private async undo(call: ApiCall): Promise<void> {
    try {
      await perform(call, this.deployer);
    } catch (error) {
      if (!(error instanceof AwsError && GONE.includes(error.code))) {
        throw error;
      }
    }
  }
}

/** The calls that make the one step out of the other. */
function changed(from: Step, to: Step): ApiCall[] {
  return typeof to.change === 'function' ? to.change(from) : to.change;
}

/** What a call has only begun may be there in part when it fails, of which is told. */
async function performAll(calls: ApiCall[], deployer: Deployer, begun?: () => void): Promise<void> {
  for (const call of calls) {
    await perform(call, deployer, begun);
  }
}

async function perform(call: ApiCall, deployer: Deployer, begun?: () => void): Promise<void> {
  const first = call.before?.calls(await deployer(call.before.look)) ?? [];
  for (const next of [...first, call]) {
    const answer = await deployer(next);
    if (next.ending) {
      begun?.();
      next.ending.check(await deployer(next.ending.look(answer)));
    }
  }
}

/** Whether a resource is still the same thing, changed or not; it is another one where it would have to be replaced. */
export function isSame(one: PlannedResource, other: PlannedResource): boolean {
  return one.logicalId === other.logicalId && one.identity === other.identity;
}
