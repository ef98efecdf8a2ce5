import { CfnUserToGroupAddition, Group } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** A stack holds 500 resources at most. Beyond this number of users, the memberships of the CDK would take too many of them. */
const MAX_OF_STACK = 100;

/**
 * The resource by which `iam.Group.addUser` of the CDK adds an imported user, with the same logical id and properties.
 *
 * If an `iam.Group` becomes an `AssumingGroup`, CloudFormation finds this resource unchanged. Without it, CloudFormation would create the
 * membership of the library, and then delete that of the CDK, which takes the user out of the group.
 *
 * It only prevents the deletion. It is retained when it leaves the template, so that the membership depends on the library's resource alone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export class MembershipOfCdk extends CfnUserToGroupAddition {
  /** The CDK makes the resource a child of the stack, whose logical id is its construct id without special characters. */
  private readonly idOfCdk: string;

  /** @param scope A construct of the group's own, so that it is not taken for the library's resource. */
  constructor(scope: Construct, group: Group, userName: string) {
    super(scope, `${userName}Group0`, { groupName: group.groupName, users: [userName] });
    this.idOfCdk = `${userName}Group0`.replace(/[^A-Za-z0-9]/g, '');
    this.overrideLogicalId(this.idOfCdk);
    this.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /**
   * Is left out where another resource of the stack has the logical id, as for a user in two groups: an update that gives the resource to
   * another group would take the user out of the first one.
   */
  protected shouldSynthesize(): boolean {
    // First what is quick: a group can have thousands of users.
    if (this.node.scope!.node.children.length > MAX_OF_STACK) {
      return false;
    }
    const additions = this.stack.node.findAll().filter((construct): construct is CfnUserToGroupAddition =>
      construct instanceof CfnUserToGroupAddition && construct.stack === this.stack);
    return additions.filter((addition) => addition instanceof MembershipOfCdk).length <= MAX_OF_STACK
      && additions.filter((addition) => addition !== this).every((addition) => this.logicalIdOf(addition) !== this.idOfCdk);
  }

  private logicalIdOf(addition: CfnUserToGroupAddition): string {
    return addition instanceof MembershipOfCdk ? addition.idOfCdk : this.stack.resolve(addition.logicalId);
  }
}
