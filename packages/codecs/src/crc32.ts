/**
 * CRC-32 as in zip, PNG and Ethernet (ISO 3309): reflected polynomial 0xEDB88320, started and ended with all ones. It finds every
 * burst of damage up to 32 bits and all but one in 2³² of the rest; it is no defence against intent.
 */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

/** What eight steps of division do to each byte. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xed_b8_83_20 : rest >>> 1;
  return rest;
});
