import { EvaluatedResource } from './evaluated-template';
import { AwsError } from '../aws-error';
import { ApiCall, Step } from './resources/resource-type';

/** Makes an API call with the permissions of the caller of CloudFormation. */
export type CallApi = (call: ApiCall) => Promise<unknown>;

export type ReportStatus = (resource: EvaluatedResource, status: string, reason?: string) => void;

/** A completed step and the calls that roll it back. */
interface CompletedStep {
  readonly resource: EvaluatedResource;
  readonly isNew: boolean;
  readonly rollback: ApiCall[];
}

const NOT_FOUND = ['NoSuchEntity', 'StackSetNotFoundException', 'QueueDoesNotExist', 'ResourceNotFoundException', 'NoSuchBucket'];

/** One deployment of a stack. It remembers its steps, so that it can roll them back if one fails. */
export class Deployment {
  private readonly completed: CompletedStep[] = [];

  constructor(private readonly callApi: CallApi, private readonly report: ReportStatus) {}

  /** Creates and updates resources in order of their dependencies. Resources that are replaced or removed are not deleted yet. */
  public async apply(before: EvaluatedResource[], wanted: EvaluatedResource[]): Promise<void> {
    for (const resource of wanted) {
      const old = before.find((candidate) => isSameResource(candidate, resource));
      const action = before.some(({ logicalId }) => logicalId === resource.logicalId) ? 'UPDATE' : 'CREATE';
      try {
        rejectReplacementOfNamed(resource, before);
        await this.createOrUpdate(resource, old?.steps ?? [], !old);
      } catch (error) {
        this.report(resource, `${action}_FAILED`, (error as Error).message);
        throw error;
      }
      this.report(resource, `${action}_COMPLETE`);
    }
  }

  /**
   * Rolls back all steps, the last one first. A new resource with the deletion policy `Retain` remains.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
   */
  public async rollBack(callApi = this.callApi): Promise<void> {
    for (let last = this.completed.at(-1); last; last = this.completed.at(-1)) {
      if (!(last.isNew && last.resource.deletionPolicy === 'Retain')) {
        await runCalls(last.rollback, callApi);
      }
      this.completed.pop();
    }
  }

  /** Deletes resources, the last one first, and returns those that could not be deleted. */
  public async delete(resources: EvaluatedResource[]): Promise<EvaluatedResource[]> {
    const failed: EvaluatedResource[] = [];
    for (const resource of [...resources].reverse()) {
      try {
        for (const step of [...resource.steps].reverse()) {
          await this.deleteIfExists(step.delete);
        }
        this.report(resource, 'DELETE_COMPLETE');
      } catch (error) {
        this.report(resource, 'DELETE_FAILED', (error as Error).message);
        failed.unshift(resource);
      }
    }
    return failed;
  }

  private async createOrUpdate(resource: EvaluatedResource, before: Step[], isNew: boolean): Promise<void> {
    const wanted = new Set(resource.steps.map(({ key }) => key));
    for (const step of [...before].reverse().filter(({ key }) => !wanted.has(key))) {
      await this.deleteIfExists(step.delete);
      this.completed.push({ resource, isNew, rollback: step.create });
    }
    for (const step of resource.steps) {
      const old = before.find(({ key }) => key === step.key);
      if (!old) {
        await this.create(resource, step, isNew);
      } else if (JSON.stringify(old.create) !== JSON.stringify(step.create)) {
        // Recorded beforehand, as an update of several calls may fail halfway.
        this.completed.push({ resource, isNew, rollback: updateCalls(step, old) });
        await runCalls(updateCalls(old, step), this.callApi);
      }
    }
  }

  private async create(resource: EvaluatedResource, step: Step, isNew: boolean): Promise<void> {
    const completed: CompletedStep = { resource, isNew, rollback: [step.delete] };
    const record = () => this.completed.includes(completed) || this.completed.push(completed);
    await runCalls(step.create, this.callApi, record);
    record();
  }

  /** What was deleted outside of CloudFormation needs no deletion. */
  private async deleteIfExists(call: ApiCall): Promise<void> {
    try {
      await runCall(call, this.callApi);
    } catch (error) {
      if (!(error instanceof AwsError && NOT_FOUND.includes(error.code))) {
        throw error;
      }
    }
  }
}

/** The calls that update one version of a step to another. */
function updateCalls(from: Step, to: Step): ApiCall[] {
  return typeof to.update === 'function' ? to.update(from) : to.update;
}

/** `onStarted` is called after a call that only starts an operation, as a part of it may exist even if it fails. */
async function runCalls(calls: ApiCall[], callApi: CallApi, onStarted?: () => void): Promise<void> {
  for (const call of calls) {
    await runCall(call, callApi, onStarted);
  }
}

async function runCall(call: ApiCall, callApi: CallApi, onStarted?: () => void): Promise<void> {
  const prerequisites = call.prerequisites?.calls(await callApi(call.prerequisites.read)) ?? [];
  for (const next of [...prerequisites, call]) {
    const result = await callApi(next);
    if (next.stabilization) {
      onStarted?.();
      next.stabilization.check(await callApi(next.stabilization.read(result)));
    }
  }
}

/**
 * Throws if a resource is replaced and keeps its name. A generated name would change.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
function rejectReplacementOfNamed(resource: EvaluatedResource, before: EvaluatedResource[]): void {
  const { logicalId, name } = resource;
  const isReplaced = before.some((old) => old.logicalId === logicalId && old.name === name && !isSameResource(old, resource));
  if (name !== undefined && isReplaced) {
    throw new AwsError('ValidationError', `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${name} and update the stack again.`);
  }
}

/** Whether a resource is updated in place. Otherwise, it is replaced. */
export function isSameResource(one: EvaluatedResource, other: EvaluatedResource): boolean {
  return one.logicalId === other.logicalId && one.identity === other.identity;
}
