/**
 * Where a tool that runs on AWS finds its credentials.
 *
 * Use it for profiles of tools on EC2, ECS, EKS, Lambda or a CI system, which have no profile with credentials.
 */
export enum CredentialSource {
  /** The role of an EC2 instance. */
  EC2_INSTANCE_METADATA = 'Ec2InstanceMetadata',

  /** The role of an ECS task, or of a pod with EKS Pod Identity. */
  ECS_CONTAINER = 'EcsContainer',

  /** Environment variables, as in Lambda functions and in most CI systems. */
  ENVIRONMENT = 'Environment',
}
