import { isTrue } from './property-validation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The settings of a stack set that an update replaces. */
export interface StackSetSettings {
  readonly templateBody: string;
  readonly capabilities: string[];
  readonly description?: string;
  readonly autoDeployment: AutoDeployment;
  readonly administrationRole?: string;
  readonly executionRole?: string;
  readonly managedExecution: boolean;
}

/** Whether accounts get a stack when they join a target, and keep it when they leave. */
export interface AutoDeployment {
  readonly enabled: boolean;
  readonly retainStacks: boolean;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html */
export function parseAutoDeployment({ Enabled, RetainStacksOnAccountRemoval }: Params = {}): AutoDeployment {
  const enabled = isTrue(Enabled);
  if (!enabled && RetainStacksOnAccountRemoval !== undefined) {
    throw new AwsError('ValidationError', 'RetainStacksOnAccountRemoval can be specified only if AutoDeployment is enabled');
  }
  return { enabled, retainStacks: isTrue(RetainStacksOnAccountRemoval) };
}
