import { Call } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { CallApi } from '../../cloudformation/deployment';
import { TemplateInputs } from '../../cloudformation/evaluated-template';
import { Stack } from '../../cloudformation/stack';
import { parseTemplate, STORED_PARAMETER } from '../../cloudformation/template';

/** An object of S3, or of the emulator, whose address the CDK derives from its endpoint. */
const OBJECT_URL = /^(?:https:\/\/s3\.[a-z0-9-]+\.amazonaws\.com|http:\/\/127\.0\.0\.1:\d+)\/([^/]+)\/(.+)$/;

/** The template of a call: its body, or the object at its address, which the caller must be able to read. */
export async function templateBody({ params: { TemplateBody, TemplateURL } }: Call, callApi: CallApi): Promise<string> {
  if (!TemplateURL) {
    return TemplateBody;
  }
  const [, Bucket, Key] = OBJECT_URL.exec(TemplateURL) ?? [];
  if (!Bucket) {
    throw new AwsError('ValidationError', `TemplateURL must be a supported URL: ${TemplateURL}`);
  }
  return String(await callApi({ service: 's3', operation: 'GetObject', params: { Bucket, Key } }));
}

/** What a template gets from its parameters, from Systems Manager, and from other stacks of the account in the Region. */
export async function templateInputs(body: string, parameters: Record<string, string>, others: Stack[], callApi: CallApi): Promise<TemplateInputs> {
  const stored = Object.entries(parseTemplate(body).Parameters ?? {})
    .filter(([, { Type }]) => Type === STORED_PARAMETER)
    .map(([name, { Default }]) => parameters[name] ?? Default);
  const storedParameters = Object.fromEntries(await Promise.all(stored.map(async (Name): Promise<[string, string]> => {
    const { Parameter } = await callApi({ service: 'ssm', operation: 'GetParameter', params: { Name } }) as { Parameter: { Value: string } };
    return [Name, Parameter.Value];
  })));
  const exports = others.flatMap(({ outputs }) => outputs).filter(({ ExportName }) => ExportName);
  return { parameters, storedParameters, exports: Object.fromEntries(exports.map(({ ExportName, OutputValue }) => [ExportName, OutputValue])) };
}
