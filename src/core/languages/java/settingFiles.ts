import type { SettingFiles } from '../../domain/language.ts';

const FOLDERS = ['src/main/resources/', 'src/main/resources/config/', 'config/'];
const ENDINGS = ['.properties', '.yaml', '.yml'];

/** Of Spring Boot, Quarkus and Micronaut. */
export const settingFiles: SettingFiles = {
  paths(profile) {
    const name = profile === undefined ? 'application' : `application-${profile}`;
    const files = FOLDERS.flatMap((folder) => ENDINGS.map((ending) => `${folder}${name}${ending}`));
    const shared =
      profile === undefined ? ENDINGS.slice(0, 3).map((ending) => `src/main/resources/bootstrap${ending}`) : [];
    return [...shared, ...files.slice(0, profile === undefined ? files.length : ENDINGS.length)];
  },
};
