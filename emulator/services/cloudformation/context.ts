import { Api } from '../../api/api';
import { CloudFormationState } from '../../cloudformation/cloudformation-state';
import { CustomResourceResponses } from '../../cloudformation/custom-resource-responses';

/** CloudFormation calls other services' operations. */
export const PRINCIPAL = 'cloudformation.amazonaws.com';

/** What the operations of CloudFormation need besides the call. */
export interface CloudFormationContext {
  readonly state: CloudFormationState;
  readonly customResourceResponses: CustomResourceResponses;
  /** A function, as the API is complete only when all services are. */
  api(): Api;
}
