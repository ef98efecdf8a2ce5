import { instructionsPage, OwnerInstructions } from './owner-instructions';
import { toYaml } from './yaml';

/** A CloudFormation template, as far as the instructions describe it. */
export interface OwnerTemplateText {
  readonly Resources: Record<string, { readonly Type: string }>;
}

/** The files for the owner of an account, by name. */
export function ownerFiles(template: OwnerTemplateText, instructions: OwnerInstructions): Record<string, string> {
  const yaml = toYaml(template as unknown as Parameters<typeof toYaml>[0]);
  const resources = Object.entries(template.Resources).map(([id, { Type }]) => ({ id, type: Type }));
  return {
    'template.yaml': yaml,
    'template.json': `${JSON.stringify(template, null, 2)}\n`,
    'instructions.md': instructionsPage(instructions, resources, Buffer.byteLength(yaml)),
  };
}
