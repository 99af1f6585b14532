// C twin of checksum.ts: the same algorithm and data.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdbool.h>

enum { PACKET_COUNT = 400, MAX_PAYLOAD = 1200, HEADER_BYTES = 20 };

typedef struct {
  uint32_t header_bytes, total_bytes, identification, time_to_live, protocol, source, destination;
} Header;

static uint32_t random_state = 42;

static uint32_t random_next(uint32_t limit) {
  random_state = random_state * 1664525u + 1013904223u;
  return (random_state >> 16) % limit;
}

static uint32_t internet_checksum(const uint8_t *bytes, size_t start, size_t end) {
  uint32_t sum = 0;
  size_t i = start;
  for (; i + 1 < end; i += 2) sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
  if (i < end) sum += (uint32_t)(bytes[i] << 8);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

static uint32_t read16(const uint8_t *bytes, size_t at) { return (uint32_t)(bytes[at] << 8 | bytes[at + 1]); }

static uint32_t read32(const uint8_t *bytes, size_t at) { return read16(bytes, at) << 16 | read16(bytes, at + 2); }

static void write16(uint8_t *bytes, size_t at, uint32_t value) {
  bytes[at] = (uint8_t)(value >> 8);
  bytes[at + 1] = (uint8_t)value;
}

static void write_packets(uint8_t *bytes, size_t *offsets) {
  size_t offset = 0;
  for (uint32_t n = 0; n < PACKET_COUNT; n++) {
    uint32_t payload = 8 + random_next(MAX_PAYLOAD);
    offsets[n] = offset;
    bytes[offset] = 0x45;
    bytes[offset + 1] = 0;
    write16(bytes, offset + 2, HEADER_BYTES + payload);
    write16(bytes, offset + 4, n);
    write16(bytes, offset + 6, 0);
    bytes[offset + 8] = (uint8_t)(32 + random_next(64));
    bytes[offset + 9] = random_next(2) == 0 ? 6 : 17;
    write16(bytes, offset + 10, 0);
    for (uint32_t i = 12; i < HEADER_BYTES; i++) bytes[offset + i] = (uint8_t)random_next(256);
    uint32_t checksum = internet_checksum(bytes, offset, offset + HEADER_BYTES);
    write16(bytes, offset + 10, random_next(10) == 0 ? checksum ^ 1 : checksum);
    for (uint32_t i = 0; i < payload; i++) bytes[offset + HEADER_BYTES + i] = (uint8_t)random_next(256);
    offset += HEADER_BYTES + payload;
  }
}

static bool parse_header(const uint8_t *bytes, size_t length, size_t offset, Header *header) {
  if (offset + HEADER_BYTES > length) return false;
  uint32_t header_bytes = (uint32_t)(bytes[offset] & 15) * 4;
  if (bytes[offset] >> 4 != 4 || header_bytes < HEADER_BYTES) return false;
  uint32_t total_bytes = read16(bytes, offset + 2);
  if (total_bytes < header_bytes || offset + total_bytes > length) return false;
  if (internet_checksum(bytes, offset, offset + header_bytes) != 0) return false;
  header->header_bytes = header_bytes;
  header->total_bytes = total_bytes;
  header->identification = read16(bytes, offset + 4);
  header->time_to_live = bytes[offset + 8];
  header->protocol = bytes[offset + 9];
  header->source = read32(bytes, offset + 12);
  header->destination = read32(bytes, offset + 16);
  return true;
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? atol(argv[1]) : 1;
  size_t length = (size_t)PACKET_COUNT * (HEADER_BYTES + 8 + MAX_PAYLOAD);
  uint8_t *bytes = calloc(length, 1);
  size_t offsets[PACKET_COUNT];
  write_packets(bytes, offsets);
  uint64_t accepted = 0, rejected = 0, segments = 0;
  uint32_t digest = 0;
  for (long round = 0; round < rounds; round++) {
    for (size_t n = 0; n < PACKET_COUNT; n++) {
      Header header;
      if (!parse_header(bytes, length, offsets[n], &header)) {
        rejected++;
        continue;
      }
      accepted++;
      if (header.protocol == 6) segments++;
      uint32_t body = internet_checksum(bytes, offsets[n] + header.header_bytes, offsets[n] + header.total_bytes);
      digest = digest * 31 + (body ^ header.source ^ header.destination) + header.time_to_live + header.identification;
    }
    bytes[offsets[round % PACKET_COUNT] + HEADER_BYTES] = (uint8_t)round;
  }
  printf("%lu %lu %lu %u\n", accepted, rejected, segments, digest);
  free(bytes);
  return 0;
}
