export default async function handler(event: Event) {
  return call(event);
}
