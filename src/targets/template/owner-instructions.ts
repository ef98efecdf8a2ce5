import { escapeMarkdown } from '../../sign-in/guide/escape-markdown';

/** What the owner of an account must know to deploy the template: plain text, of which each may contain any character. */
export interface OwnerInstructions {
  readonly account: string;
  readonly assumingAccount: string;
  readonly roleArn: string;
  /** What the role may read. */
  readonly permissions: string;
  /** The principals that the role trusts. */
  readonly trusted: string[];
  /** The conditions of the trust, each with "the caller" as its subject. */
  readonly conditions: string[];
  /** The statements of the trust policy that this library did not write. */
  readonly addedStatements: string[];
  /** The longest session, such as `1 hour`. */
  readonly longestSession: string;
  readonly stackName: string;
  /** The URL to which the template is uploaded, if there is one. */
  readonly templateUrl?: string;
  /** The link that opens CloudFormation's form; undefined without a URL, or if the console's host is not known. */
  readonly quickCreateLink?: string;
}

/** A resource of the template. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
}

/** The quota for the size of a template that is not in S3. */
const MAX_BYTES_WITHOUT_BUCKET = 51_200;

/** The page for the owner, as Markdown that reads as plain text too. */
export function instructionsPage(instructions: OwnerInstructions, resources: TemplateResource[], bytes: number): string {
  const { account, assumingAccount } = instructions;
  return [
    `# Read-only access for AWS account ${assumingAccount}`,
    `Account ${assumingAccount} asks for read-only access to your account ${account}. You give it by a stack of the CloudFormation template in this folder. \`template.yaml\` and \`template.json\` are the same template: use either.`,
    '## What the template does',
    list(facts(instructions, resources)),
    '## Deploy it',
    `Sign in to account ${account} with permission to create IAM roles and policies. IAM is global, so choose any one Region. \`CAPABILITY_NAMED_IAM\` confirms that the template creates IAM resources, of which the role has a fixed name.`,
    fenced(deployCommand(instructions, bytes)),
    quickCreate(instructions),
    '## Send back',
    `The value of the stack's output \`RoleArn\`, which is no secret. Account ${assumingAccount} expects ${code(instructions.roleArn)}. Nobody needs a password or an access key of your account.`,
    fenced(`aws cloudformation describe-stacks --stack-name ${instructions.stackName} --query "Stacks[0].Outputs" --output table`),
    '## End the access',
    'Delete the stack. Sessions that are in use then fail too.',
    fenced(`aws cloudformation delete-stack --stack-name ${instructions.stackName}`),
  ].filter((part) => part !== '').join('\n\n') + '\n';
}

function facts(instructions: OwnerInstructions, resources: TemplateResource[]): string[] {
  const { roleArn, trusted, conditions, addedStatements, permissions, longestSession } = instructions;
  return [
    `Creates the role: ${code(roleArn)}`,
    `Trusted by the role: ${trusted.map(escapeMarkdown).join('; ')}`,
    `Conditions: ${conditions.map((condition) => escapeMarkdown(`the caller ${condition}`)).join('; ') || 'none'}`,
    ...addedStatements.length > 0 ? [`Statements that others added to the trust policy: ${addedStatements.map(escapeMarkdown).join('; ')}`] : [],
    `The role may read: ${escapeMarkdown(permissions)}`,
    `Longest session: ${escapeMarkdown(longestSession)}`,
    `All resources of the template: ${resources.map(({ id, type }) => `\`${id}\` (${type})`).join(', ')}`,
  ];
}

function deployCommand({ stackName }: OwnerInstructions, bytes: number): string {
  const bucket = bytes > MAX_BYTES_WITHOUT_BUCKET ? ' --s3-bucket A-BUCKET-OF-YOURS' : '';
  return `aws cloudformation deploy --template-file template.yaml --stack-name ${stackName} --capabilities CAPABILITY_NAMED_IAM${bucket}`;
}

function quickCreate({ templateUrl, quickCreateLink, stackName }: OwnerInstructions): string {
  if (templateUrl === undefined) {
    return '';
  }
  const warning = `CloudFormation reads the template from ${code(templateUrl)}: compare it with the file in this folder.`;
  return quickCreateLink === undefined
    ? `Or create a stack ${code(stackName)} in the CloudFormation console. ${warning}`
    : `Or open the [console's form for this stack](<${quickCreateLink}>). ${warning}`;
}

function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function fenced(command: string): string {
  return ['```sh', command, '```'].join('\n');
}

/** For names and URLs, which contain no backquote. */
function code(text: string): string {
  return `\`${text}\``;
}
