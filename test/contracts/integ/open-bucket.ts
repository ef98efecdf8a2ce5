import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, AnyPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';

/** A bucket of the trusting account in which any principal of the account may write, and a read-only role without the library's denials. */
export class OpenBucket {
  public readonly bucketName: string;
  public readonly unguardedRoleArn: string;

  constructor(stack: Stack, id: string, assumingAccount: string) {
    this.bucketName = `readonlyinteg-${stack.account}-${stack.region}`;
    const bucket = new Bucket(stack, id, { bucketName: this.bucketName, removalPolicy: RemovalPolicy.DESTROY });
    // No principal is left out by name, so that the policy allows a session itself. The condition keeps other accounts out.
    bucket.addToResourcePolicy(new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { StringEquals: { 'aws:PrincipalAccount': stack.account } },
    }));
    const roleName = 'ReadOnlyIntegUnguarded';
    new Role(stack, `${id}Unguarded`, {
      roleName,
      assumedBy: new AccountPrincipal(assumingAccount),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
    });
    this.unguardedRoleArn = stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
  }
}
