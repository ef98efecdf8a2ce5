import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CfnElement, CfnOutput, Names, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as OwnerFiles from './owner-files';
import { OwnerInstructions } from './owner-instructions';
import { ErrorContext } from '../../core/validation-error';
import { StandaloneTemplate } from '../standalone-template';
import { TargetAccount } from '../target-config';

/** What the CDK and its tools note in a template for themselves. */
const METADATA_OF_TOOLS = /^(?:aws:cdk:|aws:asset:|cdk_nag$)/;

/** The stack of a role that the owner of its account deploys. */
export class OwnerTemplate extends StandaloneTemplate {
  /** The name of the folder with the owner's files, in the cloud assembly. */
  public readonly folder: string;

  /** @param instructions What the owner must know of the finished template. */
  constructor(scope: Construct, account: string, assumingAccount: string, private readonly instructions: () => OwnerInstructions) {
    super(scope, `TemplateFor${account}`, { name: 'the owner of the account', place: 'the owner\'s account' }, account,
      `Read-only access for account ${assumingAccount}`);
    this.folder = Names.uniqueResourceName(this, { separator: '-' });
  }

  /** The path of the owner's files. */
  public get directory(): string {
    return join(Stage.of(this)!.outdir, this.folder);
  }

  public _finish(_errors: ErrorContext, template: string, outdir: string): void {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Loaded on first use, because most apps write no template.
    const { ownerFiles }: typeof OwnerFiles = require('./owner-files');
    const directory = join(outdir, this.folder);
    mkdirSync(directory, { recursive: true });
    Object.entries(ownerFiles(JSON.parse(template, withoutMetadata), this.instructions()))
      .forEach(([file, text]) => writeFileSync(join(directory, file), text));
  }

  /** An id without a hash, which tells the owner what the resource is. Two equal ones are an error of the CDK. */
  protected allocateLogicalId(element: CfnElement): string {
    const { node, stack } = element;
    const scopes = element instanceof CfnOutput ? [element] : node.scopes.slice(stack.node.scopes.length);
    return scopes.map((scope) => scope.node.id.replace(/[^A-Za-z0-9]/g, ''))
      .filter((id) => !['Resource', 'Default'].includes(id)).join('');
  }
}

/** A group knows only the role's name: the construct around it, which knows the role, writes the template. */
export function checkTemplatesAreWritten(errors: ErrorContext, scopeOfGroup: Construct, accounts: TargetAccount[]): void {
  const written = scopeOfGroup.node.children.filter((child) => child instanceof OwnerTemplate).map((template) => template.account);
  const missing = accounts.find(({ account, template }) => template && !written.includes(account));
  if (missing) {
    errors.fail(`trusting names account ${missing.account} by TrustingTarget.template, and an AssumingGroup writes no template`,
      `use a CrossAccountReadOnlyAccess, or TrustingTarget.account('${missing.account}') if the template comes from elsewhere`);
  }
}

/** For `JSON.parse`: leaves out the metadata of tools, and what is then empty. */
function withoutMetadata(key: string, value: unknown): unknown {
  if (key !== 'Metadata' || typeof value !== 'object' || value === null) {
    return value;
  }
  const others = Object.entries(value).filter(([name]) => !METADATA_OF_TOOLS.test(name));
  return others.length > 0 ? Object.fromEntries(others) : undefined;
}
