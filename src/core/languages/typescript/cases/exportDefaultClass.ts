@Injectable()
export default class extends Base {
  ask() {
    return this.client.send();
  }
}
