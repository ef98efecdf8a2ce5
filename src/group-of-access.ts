import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AssumingGroup } from './assuming-group';
import { AssumingGroupProps } from './assuming-group-props';

/** The group of a `CrossAccountReadOnlyAccess`. If CloudFormation generates its name, the name is an output. */
export class GroupOfAccess extends AssumingGroup {
  constructor(scope: Construct, id: string, props: AssumingGroupProps) {
    super(scope, id, props);
    if (props.groupName === undefined) {
      new CfnOutput(this, 'GroupName', { value: this.groupName, description: 'The name of the group whose members can assume the roles' });
    }
  }

  /**
   * The group is part of another construct, and cannot have been an `iam.Group` of the same id.
   *
   * @internal
   */
  public _mayReplaceGroupOfCdk(): boolean {
    return false;
  }
}
