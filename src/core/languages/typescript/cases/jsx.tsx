const cast = <T,>(value: T) => value;
export function Panel({ items, onAsk = ask }: Props) {
  const [model, setModel] = useState<string>('anthropic.model');
  return (
    <Layout title="Panel" {...rest(items)} client={connect()}>
      {/* a comment */}
      {items.map((item) => (
        <button key={item.id} onClick={() => send({ model, prompt: `Ask ${item.name}` })}>
          {item.isOpen && <b>{label(item)}</b>} it's text
        </button>
      ))}
      <></>
    </Layout>
  );
}
