const App = () => <Chat ask={() => call('it')}>{render()}</Chat>;
export default App;
