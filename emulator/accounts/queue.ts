import { createHash, randomUUID } from 'crypto';
import { PolicyDocument } from './policy-document';

const ARN = /^arn:aws:sqs:([a-z0-9-]+):(\d{12}):([\w-]{1,80})$/;
const URL = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/([\w-]{1,80})$/;
const VISIBILITY_TIMEOUT = 30_000;

export interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
}

/** A standard queue: a received message becomes visible again after the visibility timeout, unless it is deleted. */
export class Queue {
  public policy?: PolicyDocument;
  private readonly messages = new Map<Message, { visibleFrom: number }>();

  constructor(public readonly arn: string) {}

  public send(body: string): void {
    const message = { MessageId: randomUUID(), ReceiptHandle: randomUUID(), Body: body, MD5OfBody: createHash('md5').update(body).digest('hex') };
    this.messages.set(message, { visibleFrom: 0 });
  }

  public receive(maxMessages: number): Message[] {
    const now = Date.now();
    const received = [...this.messages].filter(([, { visibleFrom }]) => visibleFrom <= now).slice(0, maxMessages).map(([message]) => message);
    received.forEach((message) => this.messages.set(message, { visibleFrom: now + VISIBILITY_TIMEOUT }));
    return received;
  }

  public delete(receiptHandle: string): void {
    [...this.messages.keys()].filter(({ ReceiptHandle }) => ReceiptHandle === receiptHandle).forEach((message) => this.messages.delete(message));
  }
}

/** The account in the ARN of a queue; nothing for another ARN. */
export function accountFromQueueArn(arn: string): string | undefined {
  return ARN.exec(arn)?.[2];
}

export function queueArn(region: string, account: string, name: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

export function queueUrl(region: string, account: string, name: string): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

export function queueArnFromUrl(url: string): string | undefined {
  const [, region, account, name] = URL.exec(url) ?? [];
  return name && queueArn(region, account, name);
}
