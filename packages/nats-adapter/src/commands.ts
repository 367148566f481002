import type { ConsumerConfig, StreamConfig } from '@nats-io/jetstream';

/** The commands of the `nats` tool that make a stream, and its consumer, as wanted; a line each. */
export function shellCommand(
  config: Partial<StreamConfig> & { readonly name: string },
  consumer?: Partial<ConsumerConfig>,
): string {
  if (config.name.startsWith('KV_')) return kindCommand('kv', config, 'max-value-size', config.max_msg_size);
  if (config.name.startsWith('OBJ_')) return kindCommand('object', config, undefined, undefined);
  const stream = [
    `nats stream add ${config.name}`,
    `--subjects='${(config.subjects ?? []).join(',')}'`,
    `--retention=${config.retention === 'workqueue' ? 'work' : 'limits'}`,
    `--discard=${config.discard}`,
    `--storage=${config.storage}`,
    flag('max-msgs', config.max_msgs),
    flag('max-bytes', config.max_bytes),
    flag('max-msg-size', config.max_msg_size),
    flag('max-msgs-per-subject', config.max_msgs_per_subject),
    flag('max-age', duration(config.max_age)),
    flag('dupe-window', duration(config.duplicate_window)),
    '--defaults',
  ];
  return [joined(stream), ...(consumer === undefined ? [] : [consumerCommand(config.name, consumer)])].join('\n  ');
}

/** When only the name is known. */
export function bareCommand(kind: 'stream' | 'bucket' | 'objects', name: string): string {
  const tool = { stream: 'stream', bucket: 'kv', objects: 'object' }[kind];
  return `nats ${tool} add ${name}${kind === 'stream' ? " --subjects='…' --defaults" : ''}`;
}

function consumerCommand(stream: string, consumer: Partial<ConsumerConfig>): string {
  return joined([
    `nats consumer add ${stream} ${consumer.durable_name} --pull`,
    '--ack=explicit --deliver=all --replay=instant',
    flag('wait', duration(consumer.ack_wait)),
    flag('max-pending', consumer.max_ack_pending),
    flag('max-deliver', consumer.max_deliver),
    '--defaults',
  ]);
}

function kindCommand(
  tool: 'kv' | 'object',
  config: Partial<StreamConfig> & { readonly name: string },
  sizeFlag: string | undefined,
  size: number | undefined,
): string {
  return joined([
    `nats ${tool} add ${config.name.replace(/^(KV|OBJ)_/, '')}`,
    `--storage=${config.storage}`,
    flag('ttl', duration(config.max_age)),
    flag('max-bucket-size', config.max_bytes),
    sizeFlag === undefined ? '' : flag(sizeFlag, size),
  ]);
}

function flag(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `--${name}=${value}`;
}

function duration(nanos: number | undefined): string | undefined {
  return nanos === undefined ? undefined : `${nanos / 1_000_000}ms`;
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
