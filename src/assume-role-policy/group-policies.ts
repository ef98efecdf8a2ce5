import { Group, ManagedPolicy, Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { availablePolicySlots, PolicySlot } from './group-policy-quota';
import { checkManagedPolicyIsMade } from '../core/customize-roles';
import { fingerprint } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { WrittenPolicy, writePolicy } from '../core/written-policy';
import { splitIntoPolicies } from '../permissions/boundary/split-statements';
import { acknowledgeFindings, acknowledgeInlinePolicy, NagAcknowledgement } from '../permissions/cdk-nag-acknowledgements';
import { IdentityPolicies } from '../permissions/identity-policies';

/** Why the wildcards of statements are as wide as they are. */
type WildcardReason = Pick<NagAcknowledgement, 'statements' | 'reason'>;

/** How the policies of a group are made. */
export interface GroupPolicyOptions {
  readonly identityPolicies?: IdentityPolicies;
  /** The path of managed policies; undefined for the default path. */
  readonly path?: string;
}

/** Makes the policies of a group, inline or managed. */
export class GroupPolicies {
  /** All of them. */
  public readonly written: WrittenPolicy[] = [];

  constructor(private readonly group: Group, private readonly errors: ErrorContext, private readonly options: GroupPolicyOptions) {}

  /**
   * The policies that the group can still have for the roles of trusting accounts.
   *
   * @param attached The number of managed policies that the group has besides those made here.
   */
  public slots(attached: number): PolicySlot[] {
    const made = this.written.filter(({ policy }) => policy instanceof ManagedPolicy).length;
    return availablePolicySlots(this.group, attached + made, this.options.identityPolicies);
  }

  /**
   * Allows members what the statements allow.
   *
   * A managed policy has another id than an inline one: CloudFormation cannot change the type of a resource.
   */
  public allow(id: string, statements: PolicyStatement[], reason?: WildcardReason): void {
    if (statements.length === 0) {
      return;
    }
    if (this.options.identityPolicies === IdentityPolicies.MANAGED_ONLY) {
      splitIntoPolicies(this.group, statements, [QUOTAS.managedPolicySize])
        .forEach((some, i) => this.allowManaged(`${id}Policy${i > 0 ? i + 1 : ''}`, some, reason));
    } else {
      const document = new PolicyDocument({ statements });
      const written = writePolicy(document, () => new Policy(this.group, id, { document, groups: [this.group] }));
      acknowledgeInlinePolicy(written.policy.node.defaultChild!);
      this.add(written, reason);
    }
  }

  /** Allows it by a managed policy. The policy names the group, so that one more policy changes no other resource. */
  public allowManaged(id: string, statements: PolicyStatement[], reason?: WildcardReason): void {
    checkManagedPolicyIsMade(this.errors, this.group, false);
    const document = new PolicyDocument({ statements });
    this.add(writePolicy(document, () => new ManagedPolicy(this.group, id, { document, path: this.options.path, groups: [this.group] })), reason);
  }

  /**
   * Denies it by managed policies, because denials can exceed the quota for inline policies. CloudFormation creates them before the
   * group, so that the group is never without them.
   */
  public deny(denials: PolicyStatement[]): void {
    splitIntoPolicies(this.group, denials, [QUOTAS.managedPolicySize]).forEach((statements) => {
      checkManagedPolicyIsMade(this.errors, this.group, true);
      const document = new PolicyDocument({ statements });
      const written = writePolicy(document, () =>
        new ManagedPolicy(this.group, `HomeDenials${fingerprint(this.group, document.toJSON())}`, { document, path: this.options.path }));
      this.add(written);
      this.group.addManagedPolicy(written.policy);
    });
  }

  private add(written: WrittenPolicy, reason?: WildcardReason): void {
    this.written.push(written);
    if (reason) {
      acknowledgeFindings(written.policy.node.defaultChild!, { ...reason, policies: [] });
    }
  }
}
