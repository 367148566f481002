/**
 * What the bytes of a stranger may cost. Longer messages are refused, on either side: 1 MiB, which is what a NATS server
 * carries unless it is told otherwise.
 */
export const maxMessageBytes = 1_048_576;

/** Fields in one message with all it holds, packed numbers counting as one: two bytes would buy an object each. */
export const maxFields = 16_384;

/** Messages and groups inside each other, as protobufjs limits them. */
export const maxDepth = 100;
